using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

/// <summary>What every <see cref="IImageCodec"/> is held to. Expected pixels are PIL's (Fixtures/python/make_codec_images.py), and are read by <see cref="SkiaImageCodec"/>.</summary>
public abstract class ImageCodecBattery
{
    private static readonly byte[] Bomb = FixtureImages.Bytes("codec/bomb.png");

    private IImageCodec Codec => field ??= Create();

    [Theory]
    [InlineData("grey8.png")]
    [InlineData("grey1.png")]
    [InlineData("palette.png")]
    [InlineData("lossless.webp")]
    [InlineData("rgb.bmp")]
    [InlineData("palette.bmp")]
    public void Lossless_files_are_read_exactly(string name) => Agrees(name, (0, 0));

    [Theory]
    [InlineData("rgba8.png")]
    [InlineData("rgba.webp")]
    [InlineData("grey_alpha.png")]
    [InlineData("palette_alpha.png")]
    [InlineData("rgba16.png")]
    public void Transparency_is_composited_on_white_to_within_a_level(string name) => Agrees(name, (1, 1));

    [Theory]
    [InlineData("rgb16.png")]
    [InlineData("grey16.png")]
    public void Sixteen_bits_are_rounded_to_eight_to_within_a_level(string name) => Agrees(name, (1, 1));

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
    public void JPEG_is_what_libjpeg_turbo_reads_to_within_the_tolerance_of_the_codec(string name) => Agrees(name, JpegTolerance(name));

    [Theory]
    [InlineData("cmyk.jpg")]
    [InlineData("ycck.jpg")]
    public void Inverted_inks_become_RGB_to_within_two_levels(string name) => Agrees(name, (2, 2));

    [Fact]
    public void Lossy_WebP_agrees_to_within_two_levels() => Agrees("lossy.webp", (2, 2));

    [Theory]
    [InlineData("p3.png")]
    [InlineData("p3.jpg")]
    public void A_wide_gamut_profile_is_converted_to_sRGB_to_within_two_levels(string name) => Agrees(name, (2 + (name == "p3.jpg" ? JpegTolerance(name).Largest : 0), 2));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void EXIF_orientation_of_JPEG_is_applied(int orientation) => Agrees($"orientation_{orientation}.jpg", JpegTolerance($"orientation_{orientation}.jpg"));

    [Theory]
    [InlineData(1, false, 0, 0)]
    [InlineData(2, false, 15, 0)]
    [InlineData(3, false, 15, 11)]
    [InlineData(4, false, 0, 11)]
    [InlineData(5, true, 0, 0)]
    [InlineData(6, true, 0, 11)]
    [InlineData(7, true, 15, 11)]
    [InlineData(8, true, 15, 0)]
    public void EXIF_orientation_moves_pixels_and_changes_none(int orientation, bool sideways, int x, int y)
    {
        var stored = Load("orientation_1.jpg");
        var image = Load($"orientation_{orientation}.jpg");

        Assert.Equal(sideways ? (12, 16) : (16, 12), (image.Width, image.Height));
        Assert.Equal(FixtureImages.Pixel(stored, x, y), FixtureImages.Pixel(image, 0, 0));
        Assert.Equal(FixtureImages.Pixel(stored, 15 - x, 11 - y), FixtureImages.Pixel(image, image.Width - 1, image.Height - 1));
        var (nextX, nextY) = sideways ? (x, y == 0 ? 1 : 10) : (x == 0 ? 1 : 14, y);
        Assert.Equal(FixtureImages.Pixel(stored, nextX, nextY), FixtureImages.Pixel(image, 1, 0));
    }

    [Fact]
    public void Grey_becomes_three_equal_channels()
    {
        var image = Load("grey.png");

        Assert.All(image.Pixels.Chunk(3), pixel => Assert.Single(pixel.Distinct()));
        Assert.True(image.Pixels.Distinct().Count() > 20);
    }

    [Fact]
    public void Transparency_shows_white() =>
        Assert.Equal([255, 255, 255, 244, 224, 204, 227, 177, 127, 200, 100, 0], Load("alpha.png").Pixels);

    [Fact]
    public void PNG_comes_back_exactly()
    {
        var image = Load("picture.png");

        Assert.Equal(image.Pixels, Codec.Decode(Codec.Encode(image, ImageFormat.Png)).Pixels);
        Assert.Equal((64, 48), (image.Width, image.Height));
        Assert.Equal((128, 248, 0), FixtureImages.Pixel(image, 0, 0));
    }

    [Fact]
    public void JPEG_comes_back_nearly_and_quality_decides_the_size()
    {
        var image = ImageFilters.GaussianBlur(Load("picture.png"), 2.5);
        var fine = Codec.Encode(image, ImageFormat.Jpeg);
        var coarse = Codec.Encode(image, ImageFormat.Jpeg, 30);

        Assert.InRange(FixtureImages.Difference(image, Codec.Decode(fine)).Mean, 0, 1.5);
        Assert.InRange(FixtureImages.Difference(image, Codec.Decode(coarse)).Mean, 1.5, 12);
        Assert.True(coarse.Length < 0.75 * fine.Length, $"{coarse.Length} bytes against {fine.Length}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_quality_that_is_none_is_refused(int quality) =>
        Assert.Equal("quality", Assert.Throws<ArgumentOutOfRangeException>(() => Codec.Encode(new(1, 1), ImageFormat.Jpeg, quality)).ParamName);

    [Fact]
    public void One_codec_serves_every_thread()
    {
        string[] names = ["codec/p3.jpg", "codec/p3.png", "codec/420.jpg", "codec/rgb.bmp", "codec/lossy.webp", "codec/cmyk.jpg", "picture.png"];
        var files = names.Select(FixtureImages.Bytes).ToArray();
        var expected = files.Select(file => Codec.Decode(file).Pixels).ToArray();

        Parallel.For(0, 2000, new() { MaxDegreeOfParallelism = 4 }, turn => Assert.Equal(expected[turn % files.Length], Codec.Decode(files[turn % files.Length]).Pixels));
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
    [InlineData("codec/420.jpg")]
    [InlineData("codec/progressive.jpg")]
    [InlineData("codec/lossy.webp")]
    [InlineData("codec/rgb.bmp")]
    [InlineData("codec/rgba16.png")]
    public void A_file_cut_short_is_refused(string name)
    {
        var encoded = FixtureImages.Bytes(name);

        foreach (var length in (int[])[encoded.Length / 10, encoded.Length / 2, encoded.Length * 2 / 3, encoded.Length * 9 / 10])
            Assert.Throws<ImageFormatException>(() => Codec.Decode(encoded.AsSpan(0, length)));
    }

    [Theory]
    [InlineData("444.jpg")]
    [InlineData("420.jpg")]
    [InlineData("grey.jpg")]
    [InlineData("restarts.jpg")]
    [InlineData("progressive.jpg")]
    public void A_JPEG_file_cut_short_anywhere_is_refused(string name)
    {
        var encoded = FixtureImages.Bytes($"codec/{name}");

        for (var length = 0; length < encoded.Length; length++) Assert.Throws<ImageFormatException>(() => Codec.Decode(encoded.AsSpan(0, length)));
    }

    [Fact]
    public void A_PNG_file_of_several_pieces_cut_short_is_refused()
    {
        var encoded = SkiaImageCodec.Default.Encode(FixtureImages.Noise(100, 100, seed: 1), ImageFormat.Png);
        var secondPiece = encoded.AsSpan().IndexOf("IDAT"u8) + 4;
        secondPiece += encoded.AsSpan(secondPiece).IndexOf("IDAT"u8);

        for (var length = secondPiece - 20; length < secondPiece + 20; length++) Assert.Throws<ImageFormatException>(() => Codec.Decode(encoded.AsSpan(0, length)));
    }

    [Fact]
    public void Damage_ends_in_an_image_or_in_one_kind_of_exception()
    {
        var random = new Random(1);
        foreach (var name in (string[])["picture.png", "codec/420.jpg", "codec/progressive.jpg", "codec/lossy.webp", "codec/lossless.webp", "codec/palette.bmp", "codec/p3.png"])
        {
            var whole = FixtureImages.Bytes(name);
            for (var round = 0; round < 200; round++)
            {
                var damaged = (byte[])whole.Clone();
                for (var i = random.Next(1, 4); i > 0; i--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
                if (Record.Exception(() => Codec.Decode(damaged)) is { } problem) Assert.IsType<ImageFormatException>(problem);
            }
        }
    }

    [Fact]
    public void Files_are_saved_whole_and_loading_names_the_file()
    {
        using var folder = new TemporaryFolder();
        var image = Load("small.png");
        ImageFile.Save(folder.File("new/a.png"), image, synthetic: true, codec: Codec);
        ImageFile.Save(folder.File("b.JPG"), image, codec: Codec);
        File.WriteAllText(folder.File("c.png"), "no image");

        Assert.Equal(image.Pixels, ImageFile.Load(folder.File("new/a.png"), Codec).Pixels);
        Assert.True(Provenance.IsMarked(File.ReadAllBytes(folder.File("new/a.png"))));
        Assert.False(Provenance.IsMarked(File.ReadAllBytes(folder.File("b.JPG"))));
        Assert.Equal(["b.JPG", "c.png", "new"], folder.Names());
        Assert.Contains("c.png", Assert.Throws<ImageFormatException>(() => ImageFile.Load(folder.File("c.png"), Codec)).Message);
        Assert.Contains(".bmp", Assert.Throws<ArgumentException>(() => ImageFile.Save(folder.File("d.bmp"), image, codec: Codec)).Message);
    }

    [Fact]
    public void A_bomb_is_refused_from_its_header_and_costs_no_memory()
    {
        Assert.Throws<ImageFormatException>(() => Codec.Decode(Bomb));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<ImageFormatException>(() => Codec.Decode(Bomb));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Contains("60000x60000", error.Message);
        Assert.Contains("67108864", error.Message);
        Assert.Contains("ImageLimits.MaxPixels", error.Message);
    }

    [Fact]
    public void Limits_can_be_raised_as_far_as_an_array_reaches()
    {
        var codec = Create(new() { MaxPixels = long.MaxValue });

        Assert.Contains("too large for an array", Assert.Throws<ImageFormatException>(() => codec.Decode(Bomb)).Message);
    }

    [Fact]
    public void The_limit_itself_is_allowed()
    {
        var picture = FixtureImages.Bytes("picture.png");

        Assert.Equal(64, Create(new() { MaxPixels = 64 * 48, MaxBytes = picture.Length }).Decode(picture).Width);
        Assert.Contains("3071", Message(new() { MaxPixels = 64 * 48 - 1 }));
        Assert.Contains("ImageLimits.MaxBytes", Message(new() { MaxBytes = picture.Length - 1 }));

        string Message(ImageLimits limits) => Assert.Throws<ImageFormatException>(() => Create(limits).Decode(picture)).Message;
    }

    [Fact]
    public void A_file_is_refused_by_its_length_before_it_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("huge.jpg");
        using (var file = File.Create(path)) file.SetLength(1L << 30);
        var codec = Codec;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Load(path, codec));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Contains("huge.jpg", error.Message);
        Assert.Contains("1073741824 bytes", error.Message);
    }

    [Fact]
    public void Limits_below_one_are_refused_together()
    {
        var error = Assert.Throws<ArgumentException>(() => Create(new() { MaxPixels = 0, MaxBytes = -1 }));

        Assert.Contains("MaxPixels must be at least 1; got 0", error.Message);
        Assert.Contains("MaxBytes must be at least 1; got -1", error.Message);
    }

    /// <summary>A codec with limits, or the default ones.</summary>
    protected abstract IImageCodec Create(ImageLimits? limits = null);

    /// <summary>How many levels the channels of a decoded JPEG file may be off libjpeg-turbo's, anywhere and on average.</summary>
    protected abstract (int Largest, double Mean) JpegTolerance(string name);

    private ImageBuffer Load(string name) => ImageFile.Load(FixtureImages.PathOf(name), Codec);

    private void Agrees(string name, (int Largest, double Mean) tolerance)
    {
        var (largest, mean) = FixtureImages.Difference(FixtureImages.Load($"codec/{name}.expected.png"), Load($"codec/{name}"));
        Assert.InRange(largest, 0, tolerance.Largest);
        Assert.InRange(mean, 0, tolerance.Mean);
    }
}
