using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GlGan.Editing;

/// <summary>The recursive filter of the domain transform: along a line and back.</summary>
internal static class RecursiveLines
{
    internal static void Filter(Vector128<float>[] pixels, float[] steps, int length, int from, int to, double sigma)
    {
        var exponent = (float)(-Math.Sqrt(2) / sigma / Math.Log(2));
        var rented = ArrayPool<float>.Shared.Rent(FloatPlanes.WholeVectors(length));
        var weights = rented.AsSpan(0, FloatPlanes.WholeVectors(length));
        for (var line = from; line < to; line++)
        {
            steps.AsSpan(line * length, length).CopyTo(weights);
            foreach (ref var vector in MemoryMarshal.Cast<float, Vector256<float>>(weights)) vector = FastExponential.Exp2(vector * exponent);
            FilterLine(pixels.AsSpan(line * length, length), weights);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    // The weight of a pixel is that of the step to it from the one before.
    private static void FilterLine(Span<Vector128<float>> line, ReadOnlySpan<float> weights)
    {
        var last = line[0];
        for (var i = 1; i < line.Length; i++) line[i] = last = Vector128.MultiplyAddEstimate(last, Vector128.Create(weights[i]), line[i] * (1 - weights[i]));
        for (var i = line.Length - 2; i >= 0; i--)
            line[i] = last = Vector128.MultiplyAddEstimate(last, Vector128.Create(weights[i + 1]), line[i] * (1 - weights[i + 1]));
    }
}
