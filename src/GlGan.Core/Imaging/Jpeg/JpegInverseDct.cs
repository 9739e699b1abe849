using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GlGan.Imaging;

/// <summary>
/// The inverse cosine transform of Loeffler, Ligtenberg and Moschytz (ICASSP 1989) with 13-bit constants and libjpeg's roundings, so that the
/// result is the same to the last bit. One vector holds a row of a block.
/// </summary>
internal static class JpegInverseDct
{
    private const int FractionBits = 13;
    private const int KeptBits = 2;
    private const int Center = 128;

    /// <summary>Transforms a block, zeroes it, and stores its 8x8 samples.</summary>
    internal static void Transform(Span<int> block, Span<byte> target, int stride)
    {
        var rows = MemoryMarshal.Cast<int, Vector256<int>>(block[..64]);
        Pass(rows, FractionBits - KeptBits);
        Transpose(rows);
        Pass(rows, FractionBits + KeptBits + 3);
        for (var i = 0; i < 8; i++) rows[i] += Vector256.Create(Center);
        if (Avx2.IsSupported) StoreTransposed(rows, target, stride);
        else StoreByElement(block, target, stride);
        rows.Clear();
    }

    /// <summary>A block that has only a mean: all samples are equal.</summary>
    internal static void Fill(int mean, Span<byte> target, int stride)
    {
        // Both passes of the transform, each with its rounding.
        var sample = (byte)Math.Clamp((((mean << KeptBits) + (1 << (KeptBits + 2))) >> (KeptBits + 3)) + Center, byte.MinValue, byte.MaxValue);
        for (var y = 0; y < 8; y++) target.Slice(stride * y, 8).Fill(sample);
    }

    private static void Pass(Span<Vector256<int>> v, int shift)
    {
        var even = (v[2] + v[6]) * 4433;
        var even2 = even - v[6] * 15137;
        var even3 = even + v[2] * 6270;
        var sum = (v[0] + v[4]) << FractionBits;
        var difference = (v[0] - v[4]) << FractionBits;
        var round = Vector256.Create(1 << (shift - 1));
        var (e0, e1, e2, e3) = (sum + even3 + round, difference + even2 + round, difference - even2 + round, sum - even3 + round);

        var z5 = (v[7] + v[3] + v[5] + v[1]) * 9633;
        var z1 = (v[7] + v[1]) * -7373;
        var z2 = (v[5] + v[3]) * -20995;
        var z3 = (v[7] + v[3]) * -16069 + z5;
        var z4 = (v[5] + v[1]) * -3196 + z5;
        var o0 = v[1] * 12299 + z1 + z4;
        var o1 = v[3] * 25172 + z2 + z3;
        var o2 = v[5] * 16819 + z2 + z4;
        var o3 = v[7] * 2446 + z1 + z3;

        (v[0], v[7]) = ((e0 + o0) >> shift, (e0 - o0) >> shift);
        (v[1], v[6]) = ((e1 + o1) >> shift, (e1 - o1) >> shift);
        (v[2], v[5]) = ((e2 + o2) >> shift, (e2 - o2) >> shift);
        (v[3], v[4]) = ((e3 + o3) >> shift, (e3 - o3) >> shift);
    }

    private static void Transpose(Span<Vector256<int>> v)
    {
        if (!Avx2.IsSupported)
        {
            var elements = MemoryMarshal.Cast<Vector256<int>, int>(v);
            for (var y = 0; y < 8; y++)
            {
                for (var x = y + 1; x < 8; x++) (elements[8 * y + x], elements[8 * x + y]) = (elements[8 * x + y], elements[8 * y + x]);
            }

            return;
        }

        for (var half = 0; half < 8; half += 4)
        {
            var (a, b) = (Avx2.UnpackLow(v[half], v[half + 1]).AsInt64(), Avx2.UnpackLow(v[half + 2], v[half + 3]).AsInt64());
            var (c, d) = (Avx2.UnpackHigh(v[half], v[half + 1]).AsInt64(), Avx2.UnpackHigh(v[half + 2], v[half + 3]).AsInt64());
            (v[half], v[half + 1]) = (Avx2.UnpackLow(a, b).AsInt32(), Avx2.UnpackHigh(a, b).AsInt32());
            (v[half + 2], v[half + 3]) = (Avx2.UnpackLow(c, d).AsInt32(), Avx2.UnpackHigh(c, d).AsInt32());
        }

        for (var i = 0; i < 4; i++)
            (v[i], v[i + 4]) = (Avx2.Permute2x128(v[i], v[i + 4], 0x20), Avx2.Permute2x128(v[i], v[i + 4], 0x31));
    }

    // Vector x holds column x. Packing interleaves columns in groups of four; a shuffle and an unpack make rows of them.
    private static void StoreTransposed(Span<Vector256<int>> v, Span<byte> target, int stride)
    {
        var order = Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        var both = Vector256.Create(order, order);
        var left = Avx2.PackUnsignedSaturate(Avx2.PackSignedSaturate(v[0], v[1]), Avx2.PackSignedSaturate(v[2], v[3]));
        var right = Avx2.PackUnsignedSaturate(Avx2.PackSignedSaturate(v[4], v[5]), Avx2.PackSignedSaturate(v[6], v[7]));
        var leftRows = Avx2.Shuffle(left, both).AsInt32();
        var rightRows = Avx2.Shuffle(right, both).AsInt32();
        var rows = (Avx2.UnpackLow(leftRows, rightRows).AsUInt64(), Avx2.UnpackHigh(leftRows, rightRows).AsUInt64());
        for (var half = 0; half < 2; half++)
        {
            var (first, second) = half == 0 ? (rows.Item1.GetLower(), rows.Item2.GetLower()) : (rows.Item1.GetUpper(), rows.Item2.GetUpper());
            var lines = target[(4 * half * stride)..];
            MemoryMarshal.Write(lines, first[0]);
            MemoryMarshal.Write(lines[stride..], first[1]);
            MemoryMarshal.Write(lines[(2 * stride)..], second[0]);
            MemoryMarshal.Write(lines[(3 * stride)..], second[1]);
        }
    }

    private static void StoreByElement(Span<int> columns, Span<byte> target, int stride)
    {
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++) target[stride * y + x] = (byte)Math.Clamp(columns[8 * x + y], byte.MinValue, byte.MaxValue);
        }
    }
}
