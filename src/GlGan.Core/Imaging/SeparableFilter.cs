using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GlGan.Imaging;

/// <summary>Applies one set of weights along rows, then another along columns, and rounds once at the end.</summary>
internal static class SeparableFilter
{
    internal static ImageBuffer Apply(ImageBuffer image, AxisWeights horizontal, AxisWeights vertical)
    {
        var width = horizontal.OutputLength;
        var stride = 3 * width;
        var output = new ImageBuffer(width, vertical.OutputLength);
        var rows = ArrayPool<float>.Shared.Rent(checked(stride * image.Height));
        var sum = ArrayPool<float>.Shared.Rent(stride);
        try
        {
            for (var y = 0; y < image.Height; y++) FilterRow(image.Row(y), rows.AsSpan(stride * y, stride), horizontal);
            for (var y = 0; y < output.Height; y++)
            {
                var total = sum.AsSpan(0, stride);
                total.Clear();
                var weights = vertical.Weights(y);
                for (var i = 0; i < weights.Length; i++) AddScaled(total, rows.AsSpan(stride * (vertical.Start(y) + i), stride), weights[i]);
                Round(total, output.Row(y));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rows);
            ArrayPool<float>.Shared.Return(sum);
        }

        return output;
    }

    private static void FilterRow(ReadOnlySpan<byte> input, Span<float> output, AxisWeights horizontal)
    {
        for (var x = 0; x < horizontal.OutputLength; x++)
        {
            float red = 0, green = 0, blue = 0;
            var weights = horizontal.Weights(x);
            var pixels = input.Slice(3 * horizontal.Start(x), 3 * weights.Length);
            for (int i = 0, from = 0; i < weights.Length; i++, from += 3)
            {
                red += weights[i] * pixels[from];
                green += weights[i] * pixels[from + 1];
                blue += weights[i] * pixels[from + 2];
            }

            output[3 * x] = red;
            output[3 * x + 1] = green;
            output[3 * x + 2] = blue;
        }
    }

    private static void AddScaled(Span<float> total, ReadOnlySpan<float> row, float weight)
    {
        var wideTotal = MemoryMarshal.Cast<float, Vector<float>>(total);
        var wideRow = MemoryMarshal.Cast<float, Vector<float>>(row);
        for (var i = 0; i < wideTotal.Length; i++) wideTotal[i] += wideRow[i] * weight;
        for (var i = wideTotal.Length * Vector<float>.Count; i < total.Length; i++) total[i] += row[i] * weight;
    }

    private static void Round(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        for (var i = 0; i < values.Length; i++) bytes[i] = (byte)(Math.Clamp(values[i], 0f, 255f) + 0.5f);
    }
}
