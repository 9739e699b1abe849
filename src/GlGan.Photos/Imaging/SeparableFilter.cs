using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GlGan.Imaging;

/// <summary>Applies one set of weights along columns, then another along rows, and rounds once at the end.</summary>
internal static class SeparableFilter
{
    // A pixel of three floats is handled as four: rows have room for the fourth of the last one, and for whole vectors.
    private const int Slack = 8;
    private const int Rows = 4;

    internal static ImageBuffer Apply(ImageBuffer image, AxisWeights horizontal, AxisWeights vertical)
    {
        var output = ImageBuffer.Undefined(horizontal.OutputLength, vertical.OutputLength);
        Apply(image, horizontal, vertical, output);
        return output;
    }

    private static void Apply(ImageBuffer image, AxisWeights horizontal, AxisWeights vertical, ImageBuffer output)
    {
        int columnStride = 3 * image.Width + Slack, rowStride = 3 * output.Width + Slack;
        var memory = ArrayPool<float>.Shared.Rent(checked(Rows * (columnStride + rowStride)));
        var columns = memory.AsSpan(0, Rows * columnStride);
        var rows = memory.AsSpan(columns.Length, Rows * rowStride);
        for (var y = 0; y < output.Height; y += Rows)
        {
            var count = Math.Min(Rows, output.Height - y);
            for (var i = 0; i < count; i++) FilterColumns(image, vertical.Start(y + i), vertical.Weights(y + i), columns[(i * columnStride)..]);
            FilterRows(columns, columnStride, horizontal, rows, rowStride);
            for (var i = 0; i < count; i++) Round(rows[(i * rowStride)..], output.Row(y + i));
        }

        ArrayPool<float>.Shared.Return(memory);
    }

    private static void FilterColumns(ImageBuffer image, int start, ReadOnlySpan<float> weights, Span<float> sums)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        int stride = 3 * image.Width, first = stride * start, x = 0;
        ref var corner = ref MemoryMarshal.GetReference(pixels.Slice(first, stride * weights.Length));
        for (; x + 16 <= stride; x += 16)
        {
            var (low, high) = (Vector256<float>.Zero, Vector256<float>.Zero);
            for (int i = 0, from = x; i < weights.Length; i++, from += stride)
            {
                var (lowBytes, highBytes) = Floats(Vector128.LoadUnsafe(ref corner, (nuint)from));
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

    // Four rows at a time share the look-up of weights.
    private static void FilterRows(ReadOnlySpan<float> input, int inputStride, AxisWeights horizontal, Span<float> output, int outputStride)
    {
        ref var target = ref MemoryMarshal.GetReference(output[..(Rows * outputStride)]);
        var (stride, targetStride) = ((nuint)inputStride, (nuint)outputStride);
        for (var x = 0; x < horizontal.OutputLength; x++)
        {
            var weights = horizontal.Weights(x);
            ref var pixels = ref MemoryMarshal.GetReference(input.Slice(3 * horizontal.Start(x), (Rows - 1) * inputStride + 3 * weights.Length + 1));
            var (sum0, sum1, sum2, sum3) = (Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero);
            for (var i = 0; i < weights.Length; i++)
            {
                var weight = Vector128.Create(weights[i]);
                var from = (nuint)(3 * i);
                sum0 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref pixels, from), weight, sum0);
                sum1 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref pixels, from + stride), weight, sum1);
                sum2 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref pixels, from + 2 * stride), weight, sum2);
                sum3 = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref pixels, from + 3 * stride), weight, sum3);
            }

            var to = (nuint)(3 * x);
            sum0.StoreUnsafe(ref target, to);
            sum1.StoreUnsafe(ref target, to + targetStride);
            sum2.StoreUnsafe(ref target, to + 2 * targetStride);
            sum3.StoreUnsafe(ref target, to + 3 * targetStride);
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
