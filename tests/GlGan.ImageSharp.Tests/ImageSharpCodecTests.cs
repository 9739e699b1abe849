using System.Buffers.Binary;
using System.IO.Compression;
using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests;

public sealed class ImageSharpCodecTests : ImageCodecBattery
{
    private static readonly ImageSharpCodec Codec = new();

    public static TheoryData<string, byte[]> BmpFiles => new()
    {
        { "short header", Bmp(0, [12, 0, 0, 0, 3, 0, 2, 0, 1, 0, 24, 0], [10, 20, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30, 20, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0]) },
        { "rows from the top", Bmp(0, BmpHeader(3, -2, 24, 0), [30, 20, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 20, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0]) },
        { "run lengths", Bmp(8, BmpHeader(100, 1, 8, 1), [0, 0, 0, 0, 30, 20, 10, 0, 100, 1, 0, 1]) },
    };

    [Theory]
    [MemberData(nameof(BmpFiles))]
    public void A_BMP_file_of_any_kind_is_read_whole_or_refused(string kind, byte[] file)
    {
        Assert.Equal((10, 20, 30), FixtureImages.Pixel(Codec.Decode(file), 0, 0));
        Assert.True(Record.Exception(() => Codec.Decode(file.AsSpan(..^3))) is ImageFormatException, kind);
    }

    /// <summary>Each scan of a few bytes takes as long as the image is large.</summary>
    [Fact]
    public void A_JPEG_file_of_thousands_of_scans_is_refused_before_it_is_decoded()
    {
        var file = FixtureImages.Bytes("codec/grey.jpg");
        var scan = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] once = file[scan..^2], many = [.. file[..scan], .. Enumerable.Repeat(once, 5000).SelectMany(bytes => bytes), .. file[^2..]];

        Assert.Contains("more than 100 scans", Assert.Throws<ImageFormatException>(() => Codec.Decode(many)).Message);
    }

    [Fact]
    public void A_BMP_file_that_points_beyond_its_end_costs_no_memory()
    {
        var file = Bmp(0, BmpHeader(1, 1, 8, 0), new byte[100]);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(46), 0);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 1 << 30);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ImageFormatException>(() => Codec.Decode(file));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void A_profile_that_cannot_be_read_is_left_out()
    {
        var photo = FixtureImages.Load("picture.png");
        byte[] noProfile = new byte[500], tooShort = [0, 0, 100, 0, 1, 2, 3], tooLarge = [255, 0, 0, 0];

        Assert.Equal(photo.Pixels, WithProfile([1, 2, 3, 4, 5, 6]).Pixels);
        foreach (var profile in (byte[][])[noProfile, tooShort, tooLarge]) Assert.Equal(photo.Pixels, WithProfile(Deflated(profile)).Pixels);
    }

    [Fact]
    public void An_animated_WebP_file_is_beyond_version_2_and_its_first_frame_in_version_3()
    {
        var animated = FixtureImages.Bytes("codec/animated.webp");

        if (typeof(SixLabors.ImageSharp.Image).Assembly.GetName().Version!.Major == 2)
            Assert.Contains("Animated webp are not yet supported", Assert.Throws<ImageFormatException>(() => Codec.Decode(animated)).Message);
        else
            Assert.Equal(FixtureImages.Load("codec/lossless.webp").Pixels, Codec.Decode(animated).Pixels);
    }

    protected override IImageCodec Create(ImageLimits? limits = null) => new ImageSharpCodec(limits);

    // Where a file has fewer colours than pixels, ImageSharp repeats them and libjpeg interpolates; both are JPEG. Brightness is not touched.
    protected override (int Largest, double Mean) JpegTolerance(string name) => name switch
    {
        "444.jpg" or "fine.jpg" or "grey.jpg" or "p3.jpg" => (3, 0.05),
        "422.jpg" => (16, 3.5),
        "coarse.jpg" => (48, 6.1),
        "noise.jpg" => (69, 13),
        _ => (30, 6.1),
    };

    private static byte[] Bmp(byte palette, byte[] header, byte[] rest) =>
        [(byte)'B', (byte)'M', 0, 0, 0, 0, 0, 0, 0, 0, (byte)(14 + header.Length + palette), 0, 0, 0, .. header, .. rest];

    private static byte[] BmpHeader(int width, int height, byte bits, byte compression)
    {
        var header = new byte[40];
        (header[0], header[12], header[14], header[16], header[32]) = (40, 1, bits, compression, (byte)(bits == 8 ? 2 : 0));
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), width);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), height);
        return header;
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using var deflated = new MemoryStream();
        using (var stream = new ZLibStream(deflated, CompressionLevel.Fastest)) stream.Write(bytes);
        return deflated.ToArray();
    }

    /// <summary>A PNG file with a profile after its header, whose checksum is left at 0: those of pieces that a reader may ignore are not checked.</summary>
    private static ImageBuffer WithProfile(byte[] profile)
    {
        const int header = 33;
        var file = FixtureImages.Bytes("picture.png");
        byte[] content = [(byte)'x', 0, 0, .. profile];
        return Codec.Decode([.. file[..header], 0, 0, 0, (byte)content.Length, .. "iCCP"u8, .. content, 0, 0, 0, 0, .. file[header..]]);
    }
}
