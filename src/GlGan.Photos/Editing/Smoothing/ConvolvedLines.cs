using System.Buffers;
using System.Runtime.Intrinsics;

namespace GlGan.Editing;

/// <summary>
/// Normalised convolution of the domain transform: the mean of the pixels within reach on the straightened line.
/// </summary>
internal static class ConvolvedLines
{
    internal static void Filter(Vector128<float>[] pixels, float[] steps, int length, int from, int to, double sigma)
    {
        var reach = sigma * Math.Sqrt(3);
        var places = ArrayPool<double>.Shared.Rent(length);
        var sums = ArrayPool<Vector128<float>>.Shared.Rent(length + 1);
        for (var line = from; line < to; line++)
        {
            double place = 0;
            for (var i = 0; i < length; i++) places[i] = place += steps[line * length + i];
            FilterLine(pixels.AsSpan(line * length, length), places.AsSpan(0, length), sums.AsSpan(0, length + 1), reach);
        }

        ArrayPool<double>.Shared.Return(places);
        ArrayPool<Vector128<float>>.Shared.Return(sums);
    }

    private static void FilterLine(Span<Vector128<float>> line, ReadOnlySpan<double> places, Span<Vector128<float>> sums, double reach)
    {
        sums[0] = Vector128<float>.Zero;
        for (var i = 0; i < line.Length; i++) sums[i + 1] = sums[i] + line[i];
        int first = 0, end = 0;
        for (var i = 0; i < line.Length; i++)
        {
            while (places[first] < places[i] - reach) first++;
            while (end < line.Length && places[end] <= places[i] + reach) end++;
            line[i] = (sums[end] - sums[first]) / (end - first);
        }
    }
}
