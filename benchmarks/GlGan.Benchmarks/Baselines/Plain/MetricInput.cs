using GlGan.Imaging;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Baselines;

/// <summary>Images and features to measure: noisy patterns, and normal numbers.</summary>
internal sealed class MetricInput : IDisposable
{
    internal MetricInput(int size, int count, int featureLength)
    {
        using var random = new Generator(1);
        Images = [.. Enumerable.Range(0, count).Select(i => Picture(size, new Random(i), noise: 20))];
        Targets = [.. Enumerable.Range(0, count).Select(i => Picture(size, new Random(count + i), noise: 5))];
        Features = randn(count, featureLength, generator: random);
        TargetFeatures = randn(count, featureLength, generator: random);
    }

    internal ImageBuffer[] Images { get; }

    internal ImageBuffer[] Targets { get; }

    internal Tensor Features { get; }

    internal Tensor TargetFeatures { get; }

    public void Dispose()
    {
        Features.Dispose();
        TargetFeatures.Dispose();
    }

    private static ImageBuffer Picture(int size, Random random, int noise)
    {
        var image = new ImageBuffer(size, size);
        for (var i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)(127 + 90 * Math.Sin(i / 3 % size / 20.0) * Math.Cos(i / 3 / size / 31.0) + random.Next(-noise, noise));
        return image;
    }
}
