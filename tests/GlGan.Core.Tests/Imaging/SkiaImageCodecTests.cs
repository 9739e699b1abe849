using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

public sealed class SkiaImageCodecTests
{
    private static readonly SkiaImageCodec Codec = SkiaImageCodec.Default;

    [Fact]
    public void Colour_spaces_of_decoded_files_are_let_go_without_harm_to_other_threads()
    {
        string[] names = ["codec/p3.jpg", "codec/p3.png", "codec/420.jpg", "codec/rgb.bmp", "codec/lossy.webp", "codec/cmyk.jpg", "picture.png"];
        var files = names.Select(name => File.ReadAllBytes(FixtureImages.PathOf(name))).ToArray();
        var expected = files.Select(file => SkiaImageCodec.Default.Decode(file).Pixels).ToArray();

        Parallel.For(0, 2000, new() { MaxDegreeOfParallelism = 4 }, turn =>
            Assert.Equal(expected[turn % files.Length], SkiaImageCodec.Default.Decode(files[turn % files.Length]).Pixels));
    }

    [Fact]
    public void PNG_comes_back_exactly()
    {
        var image = FixtureImages.Load("picture.png");

        Assert.Equal(image.Pixels, Codec.Decode(Codec.Encode(image, ImageFormat.Png)).Pixels);
        Assert.Equal((64, 48), (image.Width, image.Height));
        Assert.Equal((128, 248, 0), FixtureImages.Pixel(image, 0, 0));
    }

    [Fact]
    public void JPEG_comes_back_nearly_and_quality_decides_the_size()
    {
        var image = Filters.GaussianBlur(FixtureImages.Load("picture.png"), 2.5);
        var fine = Codec.Encode(image, ImageFormat.Jpeg);
        var coarse = Codec.Encode(image, ImageFormat.Jpeg, 30);

        Assert.InRange(FixtureImages.Difference(image, Codec.Decode(fine)).Mean, 0, 1.5);
        Assert.InRange(FixtureImages.Difference(image, Codec.Decode(coarse)).Mean, 1.5, 10);
        Assert.True(coarse.Length < 0.75 * fine.Length, $"{coarse.Length} bytes against {fine.Length}");
    }

    [Fact]
    public void WebP_decodes() =>
        Assert.Equal(FixtureImages.Load("small.png").Pixels, FixtureImages.Load("lossless.webp").Pixels);

    [Fact]
    public void Grey_becomes_three_equal_channels()
    {
        var image = FixtureImages.Load("grey.png");

        Assert.All(image.Pixels.Chunk(3), pixel => Assert.Single(pixel.Distinct()));
        Assert.True(image.Pixels.Distinct().Count() > 20);
    }

    [Fact]
    public void Transparency_shows_white()
    {
        var image = FixtureImages.Load("alpha.png");

        Assert.Equal([255, 255, 255, 244, 224, 204, 227, 177, 127, 200, 100, 0], image.Pixels);
    }

    [Theory]
    [InlineData(1, false, 0, 0)]
    [InlineData(2, false, 15, 0)]
    [InlineData(3, false, 15, 11)]
    [InlineData(4, false, 0, 11)]
    [InlineData(5, true, 0, 0)]
    [InlineData(6, true, 0, 11)]
    [InlineData(7, true, 15, 11)]
    [InlineData(8, true, 15, 0)]
    public void EXIF_orientation_is_applied(int orientation, bool sideways, int x, int y)
    {
        var stored = FixtureImages.Load("orientation_1.jpg");
        var image = FixtureImages.Load($"orientation_{orientation}.jpg");

        Assert.Equal(sideways ? (12, 16) : (16, 12), (image.Width, image.Height));
        Assert.Equal(FixtureImages.Pixel(stored, x, y), FixtureImages.Pixel(image, 0, 0));
        Assert.Equal(FixtureImages.Pixel(stored, 15 - x, 11 - y), FixtureImages.Pixel(image, image.Width - 1, image.Height - 1));
        var (nextX, nextY) = sideways ? (x, y == 0 ? 1 : 10) : (x == 0 ? 1 : 14, y);
        Assert.Equal(FixtureImages.Pixel(stored, nextX, nextY), FixtureImages.Pixel(image, 1, 0));
    }

    [Fact]
    public void Bytes_that_are_no_image_are_described()
    {
        var error = Assert.Throws<ImageFormatException>(() => Codec.Decode("<html>not found"u8));

        Assert.Contains("15 bytes", error.Message);
        Assert.Contains("'<html>not fo'", error.Message);
        Assert.Throws<ImageFormatException>(() => Codec.Decode([]));
    }

    [Theory]
    [InlineData("picture.png")]
    [InlineData("orientation_1.jpg")]
    [InlineData("lossless.webp")]
    public void A_file_cut_short_is_refused(string name)
    {
        var encoded = File.ReadAllBytes(FixtureImages.PathOf(name));

        Assert.Throws<ImageFormatException>(() => Codec.Decode(encoded.AsSpan(0, encoded.Length * 2 / 3)));
    }

    [Fact]
    public void Files_are_saved_whole_and_loading_names_the_file()
    {
        using var folder = new TemporaryFolder();
        var image = FixtureImages.Load("small.png");
        ImageFile.Save(folder.File("new/a.png"), image, synthetic: true);
        ImageFile.Save(folder.File("b.JPG"), image);
        File.WriteAllText(folder.File("c.png"), "no image");

        Assert.Equal(image.Pixels, ImageFile.Load(folder.File("new/a.png")).Pixels);
        Assert.True(Provenance.IsMarked(File.ReadAllBytes(folder.File("new/a.png"))));
        Assert.False(Provenance.IsMarked(File.ReadAllBytes(folder.File("b.JPG"))));
        Assert.Equal(["b.JPG", "c.png", "new"], folder.Names());
        Assert.Contains("c.png", Assert.Throws<ImageFormatException>(() => ImageFile.Load(folder.File("c.png"))).Message);
        Assert.Contains(".bmp", Assert.Throws<ArgumentException>(() => ImageFile.Save(folder.File("d.bmp"), image)).Message);
    }
}
