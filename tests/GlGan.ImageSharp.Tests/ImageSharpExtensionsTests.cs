using GlGan.Imaging;
using GlGan.Tests.Imaging;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GlGan.Tests;

public sealed class ImageSharpExtensionsTests
{
    [Fact]
    public void An_image_goes_there_and_back_with_every_pixel()
    {
        var picture = FixtureImages.Load("picture.png");

        using var image = picture.ToImage();

        Assert.Equal(new Rgb24(128, 248, 0), image[0, 0]);
        Assert.Equal((picture.Row(20)[3 * 63], picture.Row(20)[3 * 63 + 1], picture.Row(20)[3 * 63 + 2]), (image[63, 20].R, image[63, 20].G, image[63, 20].B));
        Assert.Equal(picture.Pixels, image.ToImageBuffer().Pixels);
        Assert.Equal((64, 48), (image.ToImageBuffer().Width, image.ToImageBuffer().Height));
    }

    [Fact]
    public void Copies_share_nothing()
    {
        var picture = new ImageBuffer(2, 1, [1, 2, 3, 4, 5, 6]);
        using var image = picture.ToImage();

        picture.Pixels[0] = 100;
        var copy = image.ToImageBuffer();
        image[1, 0] = default;

        Assert.Equal([1, 2, 3, 4, 5, 6], copy.Pixels);
    }

    [Fact]
    public void Transparency_shows_white()
    {
        using var image = Image.LoadPixelData<Rgba32>([10, 20, 30, 255, 200, 100, 0, 128, 1, 2, 3, 0], 3, 1);

        Assert.Equal([10, 20, 30, 227, 177, 127, 255, 255, 255], image.ToImageBuffer().Pixels);
    }

    [Fact]
    public void Of_an_animation_it_is_the_first_frame()
    {
        using var image = new Image<Rgb24>(2, 1, new Rgb24(1, 2, 3));
        using var second = new Image<Rgb24>(2, 1, new Rgb24(7, 8, 9));
        image.Frames.AddFrame(second.Frames.RootFrame);

        Assert.Equal([1, 2, 3, 1, 2, 3], image.ToImageBuffer().Pixels);
    }

    [Fact]
    public void A_large_image_need_not_lie_in_one_piece()
    {
        using var image = new Image<Rgba32>(3000, 2000, new Rgba32(9, 8, 7, 255));
        image[2999, 1999] = new(1, 2, 3, 255);
        using var opaque = image.CloneAs<Rgb24>();
        Assert.False(image.DangerousTryGetSinglePixelMemory(out _) || opaque.DangerousTryGetSinglePixelMemory(out _));

        Assert.Equal([9, 8, 7, 1, 2, 3], image.ToImageBuffer().Pixels[^6..]);
        Assert.Equal([9, 8, 7, 1, 2, 3], opaque.ToImageBuffer().Pixels[^6..]);
    }

    [Fact]
    public void Grey_levels_are_shares_of_255()
    {
        using var image = Image.LoadPixelData<L8>([0, 51, 255, 128], 2, 2);

        var mask = image.ToImageMask();

        Assert.Equal((2, 2), (mask.Width, mask.Height));
        Assert.Equal([0, 0.2f, 1, 128 / 255f], mask.Values);
    }

    [Fact]
    public void Of_a_picture_with_transparency_brightness_and_opacity_make_the_mask()
    {
        using var image = Image.LoadPixelData<Rgba32>([255, 255, 255, 255, 255, 255, 255, 0, 255, 255, 255, 51, 51, 51, 51, 255], 2, 2);

        Assert.Equal([1, 0, 0.2f, 0.2f], image.ToImageMask().Values);
    }

    [Fact]
    public void A_mask_is_rounded_to_the_nearest_level_and_comes_back()
    {
        using var image = new ImageMask(3, 2, [0, 1, 0.2f, 0.499f / 255, 0.501f / 255, 1.5f]).ToImage();

        Assert.Equal([0, 255, 51, 0, 1, 255], Enumerable.Range(0, 6).Select(i => (int)image[i % 3, i / 3].PackedValue));
        using var again = image.ToImageMask().ToImage();
        Assert.Equal(51, again[2, 0].PackedValue);
    }

    [Fact]
    public void All_levels_come_back_from_a_mask()
    {
        using var image = Image.LoadPixelData<L8>([.. Enumerable.Range(0, 256).Select(level => (byte)level)], 16, 16);
        using var again = image.ToImageMask().ToImage();

        Assert.All(Enumerable.Range(0, 256), level => Assert.Equal(level, again[level % 16, level / 16].PackedValue));
    }
}
