using System.Buffers;
using System.Runtime.Intrinsics;

namespace GlGan.Imaging;

/// <summary>Applies one set of weights along columns, then another along rows, and rounds once at the end.</summary>
internal static class SeparableFilter
{
    // A pixel of three floats is handled as four: rows have room for the fourth of the last one, and for whole vectors.
    private const int Slack = 8;

    internal static ImageBuffer Apply(ImageBuffer image, AxisWeights horizontal, AxisWeights vertical)
    {
        var output = new ImageBuffer(horizontal.OutputLength, vertical.OutputLength);
        Apply(image, horizontal, vertical, output);
        return output;
    }

    private static void Apply(ImageBuffer image, AxisWeights horizontal, AxisWeights vertical, ImageBuffer output)
    {
        var memory = ArrayPool<float>.Shared.Rent(checked(3 * (image.Width + output.Width) + 2 * Slack));
        var column = memory.AsSpan(0, 3 * image.Width + Slack);
        var row = memory.AsSpan(column.Length, 3 * output.Width + Slack);
        for (var y = 0; y < output.Height; y++)
        {
            FilterColumns(image, vertical.Start(y), vertical.Weights(y), column);
            FilterRow(column, horizontal, row);
            Round(row, output.Row(y));
        }

        ArrayPool<float>.Shared.Return(memory);
    }

    private static void FilterColumns(ImageBuffer image, int start, ReadOnlySpan<float> weights, Span<float> sums)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        int stride = 3 * image.Width, first = stride * start, x = 0;
        for (; x + 16 <= stride; x += 16)
        {
            var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (int i = 0, from = first + x; i < weights.Length; i++, from += stride)
            {
                var (lowBytes, highBytes) = Floats(Vector128.Create(pixels[from..]));
                var weight = Vector256.Create(weights[i]);
                low = Vector256.MultiplyAddEstimate(lowBytes, weight, low);
                high = Vector256.MultiplyAddEstimate(highBytes, weight, high);
            }

            low.CopyTo(sums[x..]);
            high.CopyTo(sums[(x + 8)..]);
        }

        for (; x < stride; x++)
        {
            var sum = 0f;
            for (var i = 0; i < weights.Length; i++) sum += weights[i] * pixels[first + i * stride + x];
            sums[x] = sum;
        }
    }

    private static (Vector256<float> Low, Vector256<float> High) Floats(Vector128<byte> bytes)
    {
        var (low, high) = Vector256.Widen(Vector256.WidenLower(bytes.ToVector256Unsafe()).AsInt16());
        return (Vector256.ConvertToSingle(low), Vector256.ConvertToSingle(high));
    }

    private static void FilterRow(ReadOnlySpan<float> input, AxisWeights horizontal, Span<float> output)
    {
        for (var x = 0; x < horizontal.OutputLength; x++)
        {
            var weights = horizontal.Weights(x);
            var pixels = input.Slice(3 * horizontal.Start(x), 3 * weights.Length + 1);
            var sum = Vector128<float>.Zero;
            for (var i = 0; i < weights.Length; i++) sum = Vector128.MultiplyAddEstimate(Vector128.Create(pixels[(3 * i)..]), Vector128.Create(weights[i]), sum);
            sum.CopyTo(output[(3 * x)..]);
        }
    }

    private static void Round(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        var x = 0;
        for (; x + 16 <= bytes.Length; x += 16)
        {
            var words = Vector256.Narrow(Rounded(values[x..]), Rounded(values[(x + 8)..])).AsUInt16();
            Vector128.Narrow(words.GetLower(), words.GetUpper()).CopyTo(bytes[x..]);
        }

        for (; x < bytes.Length; x++) bytes[x] = (byte)(Math.Clamp(values[x], 0f, 255f) + 0.5f);
    }

    private static Vector256<int> Rounded(ReadOnlySpan<float> values)
    {
        var within = Vector256.Min(Vector256.Max(Vector256.Create(values), Vector256<float>.Zero), Vector256.Create(255f));
        return Vector256.ConvertToInt32Native(within + Vector256.Create(0.5f));
    }
}
