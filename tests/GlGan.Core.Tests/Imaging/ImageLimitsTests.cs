using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

public sealed class ImageLimitsTests
{
    private static readonly byte[] Bomb = File.ReadAllBytes(FixtureImages.PathOf("codec/bomb.png"));

    [Fact]
    public void A_bomb_is_refused_from_its_header_and_costs_no_memory()
    {
        Assert.Throws<ImageFormatException>(() => SkiaImageCodec.Default.Decode(Bomb));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<ImageFormatException>(() => SkiaImageCodec.Default.Decode(Bomb));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Contains("60000x60000", error.Message);
        Assert.Contains("67108864", error.Message);
        Assert.Contains("ImageLimits.MaxPixels", error.Message);
    }

    [Fact]
    public void Limits_can_be_raised_as_far_as_an_array_reaches()
    {
        var codec = new SkiaImageCodec(new ImageLimits { MaxPixels = long.MaxValue });

        Assert.Contains("too large for an array", Assert.Throws<ImageFormatException>(() => codec.Decode(Bomb)).Message);
    }

    [Fact]
    public void The_limit_itself_is_allowed()
    {
        var picture = FixtureImages.PathOf("picture.png");
        var length = new FileInfo(picture).Length;

        Assert.Equal(64, ImageFile.Load(picture, new SkiaImageCodec(new() { MaxPixels = 64 * 48, MaxBytes = length })).Width);
        Assert.Contains("3071", Message(picture, new() { MaxPixels = 64 * 48 - 1 }));
        Assert.Contains("ImageLimits.MaxBytes", Message(picture, new() { MaxBytes = length - 1 }));
    }

    [Fact]
    public void A_file_is_refused_by_its_length_before_it_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("huge.jpg");
        using (var file = File.Create(path)) file.SetLength(1L << 30);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Load(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        Assert.Contains("huge.jpg", error.Message);
        Assert.Contains("1073741824 bytes", error.Message);
    }

    [Fact]
    public void Limits_below_one_are_refused_together()
    {
        var error = Assert.Throws<ArgumentException>(() => new SkiaImageCodec(new ImageLimits { MaxPixels = 0, MaxBytes = -1 }));

        Assert.Contains("MaxPixels must be at least 1; got 0", error.Message);
        Assert.Contains("MaxBytes must be at least 1; got -1", error.Message);
    }

    private static string Message(string path, ImageLimits limits) =>
        Assert.Throws<ImageFormatException>(() => ImageFile.Load(path, new SkiaImageCodec(limits))).Message;
}
