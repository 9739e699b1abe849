using System.Buffers.Binary;
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

    [Theory]
    [InlineData(1, "012 345")]
    [InlineData(2, "210 543")]
    [InlineData(3, "543 210")]
    [InlineData(4, "345 012")]
    [InlineData(5, "03 14 25")]
    [InlineData(6, "30 41 52")]
    [InlineData(7, "52 41 30")]
    [InlineData(8, "25 14 03")]
    public void EXIF_orientation_of_PNG_is_applied_wherever_it_stands_and_whatever_the_order_of_its_bytes(int orientation, string upright)
    {
        var png = PngPieces.Image(3, 2, 1, 0, 1, 2, 3, 4, 5);
        foreach (var littleEndian in (bool[])[false, true])
        {
            var exif = PngPieces.Exif(orientation, littleEndian);
            foreach (var file in (byte[][])[PngPieces.WithAhead(png, exif), PngPieces.WithBehind(png, exif)]) Assert.Equal(upright, Rows(Codec.Decode(file)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void An_orientation_that_is_none_turns_nothing(int orientation) =>
        Assert.Equal("012 345", Rows(Codec.Decode(PngPieces.WithAhead(PngPieces.Image(3, 2, 1, 0, 1, 2, 3, 4, 5), PngPieces.Exif(orientation, true)))));

    [Fact]
    public void What_is_transparent_is_turned_with_its_image()
    {
        var png = PngPieces.WithBehind(PngPieces.Image(3, 1, 2, 10, 0, 20, 51, 30, 255), PngPieces.Exif(6, false));

        var (image, opacity) = Codec.DecodeWithOpacity(png);

        Assert.Equal((1, 3), (opacity!.Width, opacity.Height));
        Assert.Equal([0, 0.2f, 1], opacity.Values);
        Assert.Equal([10, 10, 10, 20, 20, 20, 30, 30, 30], image.Pixels);
    }

    [Fact]
    public void Written_files_say_nothing_of_an_orientation()
    {
        var image = Codec.Decode(PngPieces.WithAhead(PngPieces.Image(3, 2, 1, 0, 1, 2, 3, 4, 5), PngPieces.Exif(6, true)));

        foreach (var format in Enum.GetValues<ImageFormat>())
        {
            var written = Codec.Encode(image, format);
            Assert.Equal((2, 3), (Codec.Decode(written).Width, Codec.Decode(written).Height));
            Assert.True(written.AsSpan().IndexOf("eXIf"u8) < 0 && written.AsSpan().IndexOf("Exif"u8) < 0);
        }
    }

    public static TheoryData<string, byte[][]> SaidToBeSrgb => new()
    {
        { "as ImageMagick writes it", [Gamma(45455), Primaries(0)] },
        { "the gamma alone", [Gamma(45455)] },
        { "the gamma rounded down", [Gamma(45454), Primaries(0)] },
        { "a gamma of 0.45", [Gamma(45000)] },
        { "primaries nearly sRGB's", [Gamma(45455), Primaries(40)] },
        { "no gamma", [Primaries(0)] },
        { "a gamma that is none", [Gamma(0)] },
        { "the chunk sRGB, which comes first", [PngPieces.Chunk("sRGB", [0]), Gamma(100000)] },
        { "a profile that cannot be read", [PngPieces.Profile(new byte[200]), Gamma(45455), Primaries(0)] },
    };

    [Theory]
    [MemberData(nameof(SaidToBeSrgb))]
    public void Pixels_of_PNG_that_says_sRGB_by_its_numbers_stay(string what, byte[][] chunks)
    {
        byte[] levels = [.. Enumerable.Range(0, 256).Select(level => (byte)level)];
        byte[] colors = [.. levels.SelectMany(level => (byte[])[level, (byte)(255 - level), 128])];

        Assert.True(colors.SequenceEqual(Codec.Decode(PngPieces.WithAhead(PngPieces.Image(16, 16, 3, colors), chunks)).Pixels), $"RGB, {what}");
        Assert.True(levels.SequenceEqual(Codec.Decode(PngPieces.WithAhead(PngPieces.Image(16, 16, 1, levels), chunks)).Pixels.Where((_, i) => i % 3 == 0)), $"grey, {what}");
    }

    [Fact]
    public void Transparency_comes_apart_with_the_colours_under_it()
    {
        var (image, opacity) = Codec.DecodeWithOpacity(PngPieces.Image(3, 1, 4, 250, 10, 20, 255, 0, 200, 100, 51, 7, 8, 9, 0));

        Assert.Equal([250, 10, 20, 0, 200, 100, 7, 8, 9], image.Pixels);
        Assert.Equal([1, 0.2f, 0], opacity!.Values);
        Assert.Null(Codec.DecodeWithOpacity(PngPieces.Image(1, 1, 4, 1, 2, 3, 255)).Opacity);
        Assert.Null(Codec.DecodeWithOpacity(FixtureImages.Bytes("codec/420.jpg")).Opacity);
        Assert.Equal(Load("codec/420.jpg").Pixels, Codec.DecodeWithOpacity(FixtureImages.Bytes("codec/420.jpg")).Image.Pixels);
    }

    [Theory]
    [InlineData("codec/palette_alpha.png")]
    [InlineData("codec/grey_alpha.png")]
    [InlineData("codec/rgba16.png")]
    [InlineData("codec/rgba.webp")]
    public void The_transparency_of_any_kind_of_file_is_seen(string name) => Assert.NotNull(Codec.DecodeWithOpacity(FixtureImages.Bytes(name)).Opacity);

    [Fact]
    public void A_mask_is_brightness_times_opacity()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("m.png"), PngPieces.Image(5, 1, 4, 255, 255, 255, 255, 255, 255, 255, 0, 255, 255, 255, 51, 51, 51, 51, 255, 0, 0, 0, 255));

        Assert.Equal([1, 0, 0.2f, 0.2f, 0], ImageFile.LoadMask(folder.File("m.png"), Codec).Values);
    }

    [Theory]
    [InlineData("it is black everywhere", 3, 0, 0, 0, 0, 0, 0)]
    [InlineData("what is not transparent of it is black", 4, 0, 0, 0, 255, 255, 255, 255, 0)]
    [InlineData("its largest value is 1 of 255. Is it 0 and 1? Multiply it by 255.", 1, 0, 1)]
    [InlineData("its largest value is 1 of 255. Is it 0 and 1? Multiply it by 255.", 4, 1, 1, 1, 255, 0, 0, 0, 255)]
    public void A_mask_that_selects_nothing_is_refused_and_named(string problem, int samples, params int[] pixels)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("m.png"), PngPieces.Image(2, 1, samples, [.. pixels.Select(value => (byte)value)]));

        var message = Assert.Throws<ImageFormatException>(() => ImageFile.LoadMask(folder.File("m.png"), Codec)).Message;

        Assert.StartsWith($"The mask '{folder.File("m.png")}' selects nothing: ", message);
        Assert.Contains(problem, message);
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
        ImageFile.Save(folder.File("new/a.png"), image, source: DigitalSource.TrainedAlgorithmicMedia, codec: Codec);
        ImageFile.Save(folder.File("b.JPG"), image, codec: Codec);
        File.WriteAllText(folder.File("c.png"), "no image");

        Assert.Equal(image.Pixels, ImageFile.Load(folder.File("new/a.png"), Codec).Pixels);
        Assert.NotNull(Provenance.Read(File.ReadAllBytes(folder.File("new/a.png"))));
        Assert.Null(Provenance.Read(File.ReadAllBytes(folder.File("b.JPG"))));
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

    [Theory]
    [InlineData("orientation_1.jpg")]
    [InlineData("picture.png")]
    public void A_file_that_claims_more_pixels_than_its_bytes_can_hold_is_refused_before_they_take_memory(string name)
    {
        var bytes = Claiming(FixtureImages.Bytes(name), 8000);
        Assert.Throws<ImageFormatException>(() => Codec.Decode(bytes));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<ImageFormatException>(() => Codec.Decode(bytes));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Contains("8000x8000 pixels is damaged or cut short (so many take", error.Message);
    }

    [Theory]
    [InlineData(ImageFormat.Png)]
    [InlineData(ImageFormat.Jpeg)]
    public void However_plain_a_picture_is_it_is_long_enough(ImageFormat format)
    {
        var black = new ImageBuffer(4000, 3000);

        Assert.Equal(4000, Codec.Decode(SkiaImageCodec.Default.Encode(black, format, 1)).Width);
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

    private static byte[] Gamma(int gamma) => PngPieces.Chunk("gAMA", PngPieces.Numbers(gamma));

    private static byte[] Primaries(int off) =>
        PngPieces.Chunk("cHRM", PngPieces.Numbers(31270 + off, 32900, 64000, 33000 - off, 30000, 60000, 15000 + off, 6000));

    /// <summary>The numbers of a grey image's pixels.</summary>
    private static string Rows(ImageBuffer image) =>
        string.Join(' ', Enumerable.Range(0, image.Height).Select(y => string.Concat(Enumerable.Range(0, image.Width).Select(x => image.Row(y)[3 * x]))));

    private ImageBuffer Load(string name) => ImageFile.Load(FixtureImages.PathOf(name), Codec);

    private void Agrees(string name, (int Largest, double Mean) tolerance)
    {
        var (largest, mean) = FixtureImages.Difference(FixtureImages.Load($"codec/{name}.expected.png"), Load($"codec/{name}"));
        Assert.InRange(largest, 0, tolerance.Largest);
        Assert.InRange(mean, 0, tolerance.Mean);
    }

    // The size stands in the first chunk of a PNG, and in the frame header of a JPEG behind its length and precision.
    private static byte[] Claiming(byte[] file, int side)
    {
        if (file[0] == 0x89) return [.. file[..8], .. PngPieces.Chunk("IHDR", [.. PngPieces.Numbers(side, side), .. file[24..29]]), .. file[33..]];
        var at = Math.Max(file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]), file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC2]));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at + 5), (ushort)side);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at + 7), (ushort)side);
        return file;
    }
}
