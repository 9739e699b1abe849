using GlGan.Imaging;
using GlGan.Metrics;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Metrics;

public sealed class BorderSeamTests
{
    [Fact]
    public void A_step_at_the_border_is_measured_in_squared_grey_levels()
    {
        var (image, mask) = (FixtureImages.Constant(20, 10, 100, 100, 100), new ImageMask(20, 10));
        for (var y = 0; y < 10; y++)
        {
            mask.Row(y)[10..].Fill(1);
            image.Row(y)[30..].Fill(110);
        }

        Assert.Equal(100, BorderSeam.Energy(image, mask), 1e-6);
        Assert.Equal(double.NaN, BorderSeam.Energy(image, ImageMask.Constant(20, 10, 1)));
    }

    [Fact]
    public void A_change_away_from_the_border_is_no_seam()
    {
        var mask = new ImageMask(20, 10);
        for (var y = 0; y < 10; y++) mask.Row(y)[10..].Fill(1);
        var original = Ramp(20, 10);
        var edited = original.Clone();
        for (var y = 0; y < 10; y++) edited.Row(y)[45..].Fill(200);

        Assert.Equal(1, BorderSeam.Ratio(edited, original, mask), 1e-9);
    }

    [Fact]
    public void A_step_inside_the_feather_is_found_at_the_level_of_a_half()
    {
        var (image, mask) = (FixtureImages.Constant(20, 10, 100, 100, 100), new ImageMask(20, 10));
        for (var y = 0; y < 10; y++)
        {
            mask.Row(y)[8..].Fill(0.25f);
            mask.Row(y)[12..].Fill(1);
            image.Row(y)[36..].Fill(120);
        }

        Assert.Equal((0, 400), (BorderSeam.Energy(image, mask), BorderSeam.Energy(image, mask, level: 0.5)));
    }

    [Fact]
    public void Sizes_must_agree() => Assert.Throws<ArgumentException>(() => BorderSeam.Energy(new ImageBuffer(3, 3), new ImageMask(3, 4)));

    private static ImageBuffer Ramp(int width, int height)
    {
        var image = new ImageBuffer(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < 3 * width; x++) image.Row(y)[x] = (byte)(5 * (x / 3));
        return image;
    }
}
