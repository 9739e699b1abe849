using GlGan.Features;
using GlGan.Serialization;
using static TorchSharp.torch;

namespace GlGan.Tests.Features;

[Collection("Tensors")]
public sealed class InceptionInputTests : IDisposable
{
    private const int Side = 299;

    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(64, 48)]
    [InlineData(299, 299)]
    [InlineData(420, 500)]
    public void Clean_is_Pillows_bicubic_resize_in_float(int height, int width) => Compare(
        InceptionResize.Clean,
        height,
        width,
        """
        resized = [np.asarray(Image.fromarray(c.astype(np.float32)).resize((299, 299), resample=Image.BICUBIC)).clip(0, 255) for c in levels]
        result = (np.stack(resized).astype(np.float64) - 128) / 128
        """,
        ["numpy", "PIL.Image"],
        1e-6);

    // Both compute coordinates up to 500 in float32, whose last bit is 3e-5; versions of libtorch order the operations differently.
    [Theory]
    [InlineData(64, 48)]
    [InlineData(420, 500)]
    public void LegacyPytorch_is_PyTorchs_bilinear_resize(int height, int width) => Compare(
        InceptionResize.LegacyPytorch,
        height,
        width,
        """
        import torch
        x = torch.from_numpy(levels.astype(np.float32) / 255)[None]
        result = (2 * torch.nn.functional.interpolate(x, size=(299, 299), mode="bilinear", align_corners=False) - 1)[0].numpy()
        """,
        ["numpy", "PIL.Image", "torch"],
        3e-5);

    [Theory]
    [InlineData(64, 48)]
    [InlineData(420, 500)]
    public void LegacyTensorFlow_starts_at_the_corner_and_repeats_the_last_pixel(int height, int width)
    {
        var levels = Levels(height, width);
        var prepared = InceptionInput.Prepare(Images(levels, height, width), InceptionResize.LegacyTensorFlow).data<float>().ToArray();

        for (var at = 0; at < prepared.Length; at += 97)
        {
            var (channel, y, x) = (at / (Side * Side), at / Side % Side * (double)height / Side, at % Side * (double)width / Side);
            double Level(int row, int column) => levels[(channel * height + Math.Min(row, height - 1)) * width + Math.Min(column, width - 1)];
            var (top, left) = ((int)y, (int)x);
            double Row(int row) => Level(row, left) + (Level(row, left + 1) - Level(row, left)) * (x - left);
            var expected = Row(top) + (Row(top + 1) - Row(top)) * (y - top);
            Assert.Equal((expected - 128) / 128, prepared[at], 1e-6);
        }
    }

    [Fact]
    public void None_gives_the_levels_of_8_bit_images()
    {
        var images = tensor(new float[] { -2, -1, -1 + 0.9f / 255, -1 + 1.1f / 255, 1, 2 }).expand(1, 3, 1, 6);

        var prepared = InceptionInput.Prepare(images, InceptionResize.None);

        Assert.Equal([0f, 0, 0, 1, 255, 255], prepared[0, 2, 0].data<float>().ToArray());
    }

    [Fact]
    public void The_network_gets_the_prepared_images_and_nothing_else_stays_alive()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fixtures", "features", "tensor.pt");
        using var network = new InceptionFeatureNetwork(path, InceptionResize.LegacyPytorch);
        using var bare = new TorchScriptFeatureNetwork(path);
        var images = Images(Levels(20, 30), 20, 30);
        network.Features(images)[0].Dispose();
        var before = LiveTensors.Settled();

        var features = Assert.Single(network.Features(images));

        Assert.Equal(before + 1, LiveTensors.Now());
        TensorAssert.Same(bare.Features(InceptionInput.Prepare(images, InceptionResize.LegacyPytorch))[0], features);
        Assert.Contains("[*, 3, *, *]", Assert.Throws<ArgumentException>("images", () => network.Features(zeros(1, 1, 8, 8))).Message);
        Assert.Throws<ArgumentOutOfRangeException>("resize", () => new InceptionFeatureNetwork(path, (InceptionResize)9));
    }

    private static void Compare(InceptionResize resize, int height, int width, string reference, string[] modules, double tolerance)
    {
        using var folder = new TemporaryFolder();
        var levels = Levels(height, width);
        File.WriteAllBytes(folder.File("levels"), levels);
        PythonScript.Run(
            $"""
            import numpy as np
            from PIL import Image
            levels = np.fromfile(sys.argv[1], np.uint8).reshape(3, {height}, {width})
            {reference.ReplaceLineEndings("\n")}
            np.savez(sys.argv[2], result=np.asarray(result).reshape(3, -1))
            """,
            modules,
            folder.File("levels"),
            folder.File("result.npz"));

        var prepared = InceptionInput.Prepare(Images(levels, height, width), resize);

        TensorAssert.Close(tensor(NpzFile.Read(folder.File("result.npz"), "result")[0].Values, [1, 3, Side, Side]), prepared, tolerance, $"{resize}");
    }

    // Waves and noise, with overshoot at the ends of the range.
    private static byte[] Levels(int height, int width) =>
        [.. Enumerable.Range(0, 3 * height * width).Select(i => (byte)Math.Clamp(127 + 150 * Math.Sin(0.11 * (i % width) + 0.07 * (i / width)) + i * 7919 % 61 - 30, 0, 255))];

    private static Tensor Images(byte[] levels, int height, int width) =>
        tensor(Array.ConvertAll(levels, level => level / 127.5f - 1), [1, 3, height, width]);
}
