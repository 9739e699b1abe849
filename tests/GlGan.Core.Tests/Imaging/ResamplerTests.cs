using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

public sealed class ResamplerTests
{
    private static readonly SimilarityTransform Similarity = new(1.1, 0.35, -4.25, 2.6);

    [Theory]
    [InlineData(ResampleFilter.Box, 23, 17)]
    [InlineData(ResampleFilter.Box, 101, 30)]
    [InlineData(ResampleFilter.Bilinear, 23, 17)]
    [InlineData(ResampleFilter.Bilinear, 101, 30)]
    [InlineData(ResampleFilter.Lanczos3, 23, 17)]
    [InlineData(ResampleFilter.Lanczos3, 101, 30)]
    public void Resizing_agrees_with_PIL(ResampleFilter filter, int width, int height)
    {
        var golden = FixtureImages.Load($"resize_{filter.ToString().ToLowerInvariant()}_{width}x{height}.png");

        var (largest, mean) = FixtureImages.Difference(golden, Resampler.Resize(FixtureImages.Load("picture.png"), width, height, filter));

        Assert.InRange(largest, 0, 1);
        Assert.InRange(mean, 0, 0.01);
    }

    [Theory]
    [InlineData(ResampleFilter.Box)]
    [InlineData(ResampleFilter.Bilinear)]
    [InlineData(ResampleFilter.Lanczos3)]
    public void A_constant_stays_exactly_constant(ResampleFilter filter)
    {
        var constant = FixtureImages.Constant(37, 29, 255, 101, 3);

        foreach (var (width, height) in new[] { (1, 1), (5, 90), (37, 29), (100, 7) })
        {
            var resized = Resampler.Resize(constant, width, height, filter);
            Assert.Equal(FixtureImages.Constant(width, height, 255, 101, 3).Pixels, resized.Pixels);
            Assert.Equal(resized.Pixels, Resampler.Warp(constant, Matrix3x2.CreateRotation(0.4f) * Matrix3x2.CreateScale(width / 37f), width, height).Pixels);
            Assert.Equal(resized.Pixels, ImageFilters.GaussianBlur(resized, 1.7).Pixels);
        }
    }

    [Fact]
    public void Resizing_to_the_same_size_changes_nothing()
    {
        var picture = FixtureImages.Load("picture.png");

        Assert.Equal(picture.Pixels, Resampler.Resize(picture, 64, 48).Pixels);
        Assert.Equal(picture.Pixels, Resampler.Warp(picture, SimilarityTransform.Identity, 64, 48).Pixels);
    }

    [Theory]
    [InlineData(ImageBorder.Replicate)]
    [InlineData(ImageBorder.Reflect)]
    public void Warping_agrees_with_scikit_image(ImageBorder border)
    {
        var golden = FixtureImages.Load($"warp_{border.ToString().ToLowerInvariant()}.png");

        var (largest, mean) = FixtureImages.Difference(golden, Resampler.Warp(FixtureImages.Load("picture.png"), Similarity, 56, 40, border));

        Assert.InRange(largest, 0, 1);
        Assert.InRange(mean, 0, 0.01);
    }

    [Fact]
    public void Warping_averages_when_it_shrinks()
    {
        var stripes = new ImageBuffer(64, 64);
        for (var i = 0; i < stripes.Pixels.Length; i++) stripes.Pixels[i] = i / 3 % 2 == 0 ? byte.MaxValue : byte.MinValue;

        var shrink = SimilarityTransform.Estimate([new(-0.5f, -0.5f), new(63.5f, 63.5f)], [new(-0.5f, -0.5f), new(15.5f, 15.5f)]);
        var quarter = Resampler.Warp(stripes, shrink, 16, 16);

        Assert.All(quarter.Pixels, value => Assert.InRange(value, 127, 128));
    }

    [Fact]
    public void A_crop_is_centred_where_asked()
    {
        var picture = FixtureImages.Load("picture.png");

        var whole = Resampler.Crop(picture, new Vector2(20.5f, 10.5f), 4, 6);
        var half = Resampler.Crop(picture, new Vector2(21, 10.5f), 4, 6);
        var outside = Resampler.Crop(picture, new Vector2(-50, 10), 4, 5);

        Assert.Equal(FixtureImages.Pixel(picture, 19, 8), FixtureImages.Pixel(whole, 0, 0));
        Assert.Equal(FixtureImages.Pixel(picture, 22, 13), FixtureImages.Pixel(whole, 3, 5));
        Assert.Equal((picture.Row(8)[57] + picture.Row(8)[60]) / 2.0, half.Row(0)[0], 0.5);
        Assert.Equal(FixtureImages.Pixel(picture, 0, 8), FixtureImages.Pixel(outside, 3, 0));
    }

    [Theory]
    [InlineData("0.8")]
    [InlineData("2.5")]
    public void Blurring_agrees_with_SciPy(string sigma)
    {
        var golden = FixtureImages.Load($"blur_{sigma}.png");

        var blurred = ImageFilters.GaussianBlur(FixtureImages.Load("picture.png"), double.Parse(sigma));

        var (largest, mean) = FixtureImages.Difference(golden, blurred);
        Assert.InRange(largest, 0, 1);
        Assert.InRange(mean, 0, 0.001);
    }

    [Fact]
    public void A_matrix_without_inverse_is_refused() =>
        Assert.Throws<ArgumentException>(() => Resampler.Warp(new ImageBuffer(2, 2), default(Matrix3x2), 2, 2));
}
