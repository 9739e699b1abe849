using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>Mean and variance of each channel of a float32 tensor on the CPU whose channels lie together, from one pass over its memory.</summary>
internal sealed unsafe class ChannelStatistics
{
    private const int Samples = 16;

    private readonly int _pixels;

    private ChannelStatistics(int pixels, int channels) => (_pixels, Mean, Variance) = (pixels, new double[channels], new double[channels]);

    /// <summary>Means.</summary>
    internal double[] Mean { get; }

    /// <summary>Variances: squared deviations over the number of pixels.</summary>
    internal double[] Variance { get; }

    /// <summary>Measures a tensor <c>[N, C, H, W]</c> of at least 8 channels; borrowed.</summary>
    internal static ChannelStatistics Of(Tensor tensor)
    {
        var pixels = PixelBlocks.Of(tensor);
        var channels = pixels.Channels;
        var from = TensorMemory.Of(tensor);
        using var parts = new FloatBuffer(2L * channels * pixels.Count);
        var part = parts.Start;
        pixels.For(block => Measure(pixels, from + pixels.Start(block), pixels.LengthOf(block), part + 2 * (nint)channels * block));

        // As Chan, Golub and LeVeque (1979) put parts together, all at once.
        var statistics = new ChannelStatistics(pixels.Pixels, channels);
        fixed (double* mean = statistics.Mean, variance = statistics.Variance)
        {
            for (var block = 0; block < pixels.Count; block++) AddMeans(part + 2 * (nint)channels * block, pixels.LengthOf(block), mean, channels);
            for (var channel = 0; channel < channels; channel++) mean[channel] /= pixels.Pixels;
            for (var block = 0; block < pixels.Count; block++) AddDeviations(part + 2 * (nint)channels * block, pixels.LengthOf(block), mean, variance, channels);
            for (var channel = 0; channel < channels; channel++) variance[channel] /= pixels.Pixels;
        }

        return statistics;
    }

    /// <summary>Blends means and unbiased variances into running ones, float32 of one number per channel, as PyTorch does.</summary>
    internal void BlendInto(Tensor runningMean, Tensor runningVariance, double momentum)
    {
        float* means = TensorMemory.Of(runningMean), variances = TensorMemory.Of(runningVariance);
        for (var channel = 0; channel < Mean.Length; channel++)
        {
            means[channel] = (float)(momentum * Mean[channel] + (1 - momentum) * means[channel]);
            variances[channel] = (float)(momentum * (Variance[channel] * _pixels / (_pixels - 1)) + (1 - momentum) * variances[channel]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddMeans(float* part, double length, double* mean, int channels)
    {
        for (var channel = 0; channel < channels; channel++) mean[channel] += part[channel] * length;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddDeviations(float* part, double length, double* mean, double* variance, int channels)
    {
        for (var channel = 0; channel < channels; channel++)
        {
            var distance = part[channel] - mean[channel];
            variance[channel] += part[channels + channel] + distance * distance * length;
        }
    }

    // Mean and sum of squared deviations of a block. Sums are of distances from the mean of some pixels, so that they are not much larger than what there is to measure.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Measure(PixelBlocks pixels, float* from, int length, float* result)
    {
        nint padded = pixels.Padded, last = pixels.Last;
        using var buffer = new FloatBuffer(3 * padded);
        float* sums = buffer.Start, squares = sums + padded, pivots = squares + padded, row = from;
        for (nint place = 0; place < padded; place += Vector.Count)
        {
            var pivot = Vector.Zero;
            for (var sample = 0; sample < Samples; sample++) pivot += Vector256.Load(from + (nint)sample * length / Samples * pixels.Channels + Math.Min(place, last));
            (pivot * (1f / Samples)).Store(pivots + place);
        }

        new Span<float>(sums, 2 * (int)padded).Clear();
        var quads = new PixelQuads(length, pixels.Channels);
        while (quads.Next())
        {
            var (stride, share) = (quads.Stride, Vector256.Create(quads.Share));
            for (nint place = 0; place < padded; place += Vector.Count)
            {
                PixelQuads.Prefetch(row, place);
                var at = Math.Min(place, last);
                var pivot = Vector256.Load(pivots + place);
                var a = Vector256.Load(row + at) - pivot;
                var b = Vector256.Load(row + (at + stride)) - pivot;
                var c = Vector256.Load(row + (at + 2 * stride)) - pivot;
                var d = Vector256.Load(row + (at + 3 * stride)) - pivot;
                Vector256.FusedMultiplyAdd(a + b + (c + d), share, Vector256.Load(sums + place)).Store(sums + place);
                var square = Vector256.FusedMultiplyAdd(a, a, b * b) + Vector256.FusedMultiplyAdd(c, c, d * d);
                Vector256.FusedMultiplyAdd(square, share, Vector256.Load(squares + place)).Store(squares + place);
            }

            row += quads.Step;
        }

        var part = Vector256.Create(1f / length);
        for (nint place = 0; place < padded; place += Vector.Count)
        {
            var at = Math.Min(place, last);
            Vector sum = Vector256.Load(sums + place), mean = sum * part;
            (Vector256.Load(pivots + place) + mean).Store(result + at);
            Vector256.FusedMultiplyAdd(-sum, mean, Vector256.Load(squares + place)).Store(result + pixels.Channels + at);
        }
    }
}
