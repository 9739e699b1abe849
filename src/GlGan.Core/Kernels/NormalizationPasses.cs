using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>The passes over memory of <see cref="RectifiedBatchNorm"/>: with <c>y = x · scale + shift</c> the result is <c>max(slope · y, y)</c>.</summary>
/// <param name="pixels">The pixels of the input.</param>
/// <param name="input">The input.</param>
/// <param name="affine">Mean, 1 / standard deviation, scale and shift of the channels: a vector each for every vector of a pixel.</param>
/// <param name="slope">Factor of negative results, 0 to 1.</param>
internal sealed unsafe class NormalizationPasses(PixelBlocks pixels, float* input, float* affine, double slope)
{
    /// <summary>Numbers per channel.</summary>
    internal const int Rows = 4;

    private const int Mean = 0, Inverse = 8, Scale = 16, Shift = 24;

    private readonly Vector _slope = Vector256.Create((float)slope);

    /// <summary>Fills in the numbers of the channels.</summary>
    internal void Prepare(ChannelStatistics statistics, float* weight, float* bias, double epsilon)
    {
        for (var place = 0; place < pixels.Padded; place++)
        {
            var channel = Channel(place);
            var own = Own(place);
            var inverse = 1 / Math.Sqrt(statistics.Variance[channel] + epsilon);
            own[Mean] = (float)statistics.Mean[channel];
            own[Inverse] = (float)inverse;
            own[Scale] = (float)(weight[channel] * inverse);
            own[Shift] = (float)(bias[channel] - statistics.Mean[channel] * own[Scale]);
        }
    }

    /// <summary>Writes the result.</summary>
    internal void Write(float* result) => pixels.For(block =>
    {
        var start = pixels.Start(block);
        Write(input + start, pixels.LengthOf(block), result + start);
    });

    /// <summary>The gradients of weight and bias.</summary>
    internal void Sum(float* upper, float* weight, float* bias)
    {
        var size = 2 * (nint)pixels.Padded;
        using var parts = new FloatBuffer(size * pixels.Count);
        var part = parts.Start;
        pixels.For(block =>
        {
            var start = pixels.Start(block);
            Sum(input + start, upper + start, pixels.LengthOf(block), part + size * block);
        });
        var sums = new double[size];
        for (var block = 0; block < pixels.Count; block++) Add(part + size * block, sums);
        for (var place = 0; place < pixels.Padded; place++)
        {
            bias[Channel(place)] = (float)sums[place];
            weight[Channel(place)] = (float)(sums[pixels.Padded + place] * Own(place)[Inverse]);
        }
    }

    /// <summary>Writes the gradient of the input, given those of weight and bias.</summary>
    internal void WriteGradient(float* upper, float* weight, float* bias, float* result)
    {
        // scale · (g − Σg / n − normal · Σ(g · normal) / n) as scale · g − level − (x − mean) · tilt.
        using var numbers = new FloatBuffer(2 * pixels.Padded);
        float* tilts = numbers.Start, levels = tilts + pixels.Padded;
        for (var place = 0; place < pixels.Padded; place++)
        {
            var scale = (double)Own(place)[Scale] / pixels.Pixels;
            tilts[place] = (float)(scale * Own(place)[Inverse] * weight[Channel(place)]);
            levels[place] = (float)(scale * bias[Channel(place)]);
        }

        pixels.For(block =>
        {
            var start = pixels.Start(block);
            WriteGradient(input + start, upper + start, tilts, levels, pixels.LengthOf(block), result + start);
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Gradient(Vector x, Vector upper, Vector scale, Vector shift, Vector slope) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(Vector256.FusedMultiplyAdd(x, scale, shift), Vector.Zero), upper, upper * slope);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(float* from, int length, float* to)
    {
        nint channels = pixels.Channels, last = pixels.Last;
        var own = affine;
        var factor = _slope;
        for (var pixel = 0; pixel < length; pixel++)
        {
            for (nint place = 0; place < channels; place += Vector.Count)
            {
                var at = Math.Min(place, last);
                var numbers = own + place * Rows;

                // Not a number makes both so.
                var y = Vector256.FusedMultiplyAdd(Vector256.Load(from + at), Vector256.Load(numbers + Scale), Vector256.Load(numbers + Shift));
                Vector256.MaxNative(y * factor, y).Store(to + at);
            }

            from += channels;
            to += channels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(float* part, double[] sums)
    {
        for (var i = 0; i < sums.Length; i++) sums[i] += part[i];
    }

    // Σg and Σ(g · (x − mean)) of a block.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(float* from, float* upper, int length, float* result)
    {
        nint padded = pixels.Padded, last = pixels.Last;
        var own = affine;
        var factor = _slope;
        float* sums = result, products = result + padded;
        new Span<float>(result, 2 * (int)padded).Clear();
        var quads = new PixelQuads(length, pixels.Channels);
        while (quads.Next())
        {
            var (stride, share) = (quads.Stride, Vector256.Create(quads.Share));
            for (nint place = 0; place < padded; place += Vector.Count)
            {
                PixelQuads.Prefetch(from, place);
                PixelQuads.Prefetch(upper, place);
                nint at = Math.Min(place, last), second = at + stride, third = second + stride, fourth = third + stride;
                var mean = Vector256.Load(own + place * Rows + Mean);
                Vector scale = Vector256.Load(own + place * Rows + Scale), shift = Vector256.Load(own + place * Rows + Shift);
                Vector x = Vector256.Load(from + at), g = Gradient(x, Vector256.Load(upper + at), scale, shift, factor);
                Vector sum = g, product = g * (x - mean);
                (x, g) = (Vector256.Load(from + second), Vector256.Load(upper + second));
                g = Gradient(x, g, scale, shift, factor);
                (sum, product) = (sum + g, Vector256.FusedMultiplyAdd(g, x - mean, product));
                (x, g) = (Vector256.Load(from + third), Vector256.Load(upper + third));
                g = Gradient(x, g, scale, shift, factor);
                (sum, product) = (sum + g, Vector256.FusedMultiplyAdd(g, x - mean, product));
                (x, g) = (Vector256.Load(from + fourth), Vector256.Load(upper + fourth));
                g = Gradient(x, g, scale, shift, factor);
                (sum, product) = (sum + g, Vector256.FusedMultiplyAdd(g, x - mean, product));
                Vector256.FusedMultiplyAdd(sum, share, Vector256.Load(sums + place)).Store(sums + place);
                Vector256.FusedMultiplyAdd(product, share, Vector256.Load(products + place)).Store(products + place);
            }

            from += quads.Step;
            upper += quads.Step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WriteGradient(float* from, float* upper, float* tilts, float* levels, int length, float* to)
    {
        nint channels = pixels.Channels, last = pixels.Last;
        var own = affine;
        var factor = _slope;
        for (var pixel = 0; pixel < length; pixel++)
        {
            for (nint place = 0; place < channels; place += Vector.Count)
            {
                var at = Math.Min(place, last);
                var numbers = own + place * Rows;
                Vector x = Vector256.Load(from + at), scale = Vector256.Load(numbers + Scale);
                var gradient = Gradient(x, Vector256.Load(upper + at), scale, Vector256.Load(numbers + Shift), factor);
                var straight = Vector256.FusedMultiplyAdd(gradient, scale, -Vector256.Load(levels + place));
                Vector256.FusedMultiplyAdd(Vector256.Load(numbers + Mean) - x, Vector256.Load(tilts + place), straight).Store(to + at);
            }

            from += channels;
            upper += channels;
            to += channels;
        }
    }

    private int Channel(int place) => Math.Min(place / Vector.Count * Vector.Count, pixels.Last) + place % Vector.Count;

    private float* Own(int place) => affine + place / Vector.Count * Vector.Count * Rows + place % Vector.Count;
}
