using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

/// <summary>That its pixels are libjpeg's is part of <see cref="ImageCodecBattery"/>; here is which files it takes, and that it trusts none.</summary>
public sealed class BaselineJpegDecoderTests
{
    private readonly BaselineJpegDecoder _decoder = new();

    [Theory]
    [InlineData("444.jpg", true)]
    [InlineData("422.jpg", true)]
    [InlineData("420.jpg", true)]
    [InlineData("coarse.jpg", true)]
    [InlineData("fine.jpg", true)]
    [InlineData("noise.jpg", true)]
    [InlineData("grey.jpg", true)]
    [InlineData("orientation_6.jpg", true)]
    [InlineData("restarts.jpg", false)]
    [InlineData("progressive.jpg", false)]
    [InlineData("cmyk.jpg", false)]
    [InlineData("rgb16.png", false)]
    public void Common_files_are_taken_and_others_left(string name, bool taken) =>
        Assert.Equal(taken, _decoder.TryDecode(File.ReadAllBytes(FixtureImages.PathOf($"codec/{name}")), new ImageBuffer(45, 35)));

    [Fact]
    public void A_file_of_another_size_is_left() =>
        Assert.False(_decoder.TryDecode(File.ReadAllBytes(FixtureImages.PathOf("codec/444.jpg")), new ImageBuffer(35, 45)));

    [Theory]
    [InlineData("444.jpg")]
    [InlineData("420.jpg")]
    [InlineData("grey.jpg")]
    public void A_file_cut_short_anywhere_is_left(string name)
    {
        var encoded = File.ReadAllBytes(FixtureImages.PathOf($"codec/{name}"));
        var image = new ImageBuffer(45, 35);
        for (var length = 0; length < encoded.Length; length++) Assert.False(_decoder.TryDecode(encoded.AsSpan(0, length), image));
    }

    [Fact]
    public void Damage_never_throws_and_does_not_last()
    {
        var whole = File.ReadAllBytes(FixtureImages.PathOf("codec/420.jpg"));
        var expected = new ImageBuffer(45, 35);
        Assert.True(_decoder.TryDecode(whole, expected));
        var random = new Random(1);
        var image = new ImageBuffer(45, 35);
        for (var round = 0; round < 4_000; round++)
        {
            var damaged = (byte[])whole.Clone();
            for (var i = random.Next(1, 4); i > 0; i--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            _decoder.TryDecode(damaged, image);
        }

        Assert.True(_decoder.TryDecode(whole, image));
        Assert.Equal(expected.Pixels, image.Pixels);
    }

    [Fact]
    public void Every_size_comes_out_as_Skia_reads_it()
    {
        var picture = FixtureImages.Load("picture.png");
        for (var side = 8; side < 34; side++)
        {
            foreach (var quality in new[] { 80, 95 })
            {
                var encoded = SkiaImageCodec.Default.Encode(Resampler.Resize(picture, side, 41 - side), ImageFormat.Jpeg, quality);
                var image = new ImageBuffer(side, 41 - side);
                Assert.Equal(Math.Min(side, 41 - side) >= 8, _decoder.TryDecode(encoded, image));
                if (Math.Min(side, 41 - side) >= 8) Assert.Equal(SkiaOnly(encoded), image.Pixels);
            }
        }
    }

    // The fast decoder leaves files with restarts to Skia; one every 65535 blocks never comes.
    private static byte[] SkiaOnly(byte[] encoded) => SkiaImageCodec.Default.Decode([0xFF, 0xD8, 0xFF, 0xDD, 0, 4, 0xFF, 0xFF, .. encoded.AsSpan(2)]).Pixels;
}
