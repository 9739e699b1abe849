using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

/// <summary>What <see cref="SkiaImageCodec"/> reads from every kind of file, against PIL (Fixtures/python/make_codec_images.py).</summary>
public sealed class CodecFormatsTests
{
    [Theory]
    [InlineData("grey8.png")]
    [InlineData("grey1.png")]
    [InlineData("palette.png")]
    [InlineData("lossless.webp")]
    [InlineData("rgb.bmp")]
    [InlineData("palette.bmp")]
    public void Lossless_files_are_read_exactly(string name) => Agrees(name, tolerance: 0);

    [Theory]
    [InlineData("rgba8.png")]
    [InlineData("rgba.webp")]
    [InlineData("grey_alpha.png")]
    [InlineData("palette_alpha.png")]
    [InlineData("rgba16.png")]
    public void Transparency_is_composited_on_white_to_within_a_level(string name) => Agrees(name, tolerance: 1);

    [Theory]
    [InlineData("rgb16.png")]
    [InlineData("grey16.png")]
    public void Sixteen_bits_are_rounded_to_eight_to_within_a_level(string name) => Agrees(name, tolerance: 1);

    [Theory]
    [InlineData("444.jpg")]
    [InlineData("422.jpg")]
    [InlineData("420.jpg")]
    [InlineData("coarse.jpg")]
    [InlineData("fine.jpg")]
    [InlineData("noise.jpg")]
    [InlineData("grey.jpg")]
    [InlineData("restarts.jpg")]
    [InlineData("progressive.jpg")]
    public void JPEG_is_what_libjpeg_turbo_reads(string name) => Agrees(name, tolerance: 0);

    [Theory]
    [InlineData("cmyk.jpg")]
    [InlineData("ycck.jpg")]
    public void Inverted_inks_become_RGB_to_within_two_levels(string name) => Agrees(name, tolerance: 2);

    [Fact]
    public void Lossy_WebP_agrees_to_within_two_levels() => Agrees("lossy.webp", tolerance: 2);

    [Theory]
    [InlineData("p3.png")]
    [InlineData("p3.jpg")]
    public void A_wide_gamut_profile_is_converted_to_sRGB_to_within_two_levels(string name) => Agrees(name, tolerance: 2);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void EXIF_orientation_of_JPEG_is_applied(int orientation) => Agrees($"orientation_{orientation}.jpg", tolerance: 0);

    private static void Agrees(string name, int tolerance)
    {
        var expected = FixtureImages.Load($"codec/{name}.expected.png");
        var (largest, _) = FixtureImages.Difference(expected, FixtureImages.Load($"codec/{name}"));
        Assert.InRange(largest, 0, tolerance);
    }
}
