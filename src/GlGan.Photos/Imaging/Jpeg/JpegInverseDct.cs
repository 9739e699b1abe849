using System.Runtime.CompilerServices;
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
        ref var first = ref MemoryMarshal.GetReference(block[..64]);
        var (r0, r1, r2, r3) = (Row(ref first, 0), Row(ref first, 1), Row(ref first, 2), Row(ref first, 3));
        var (r4, r5, r6, r7) = (Row(ref first, 4), Row(ref first, 5), Row(ref first, 6), Row(ref first, 7));
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, FractionBits - KeptBits, bias: 0);
        if (Avx2.IsSupported)
        {
            TransposeHalf(ref r0, ref r1, ref r2, ref r3);
            TransposeHalf(ref r4, ref r5, ref r6, ref r7);
            Exchange(ref r0, ref r4);
            Exchange(ref r1, ref r5);
            Exchange(ref r2, ref r6);
            Exchange(ref r3, ref r7);
        }
        else
        {
            Span<Vector256<int>> v = [r0, r1, r2, r3, r4, r5, r6, r7];
            Transpose(MemoryMarshal.Cast<Vector256<int>, int>(v));
            (r0, r1, r2, r3, r4, r5, r6, r7) = (v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);
        }

        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, FractionBits + KeptBits + 3, Center);
        if (Avx2.IsSupported)
        {
            StoreTransposed(Pack(r0, r1, r2, r3), Pack(r4, r5, r6, r7), target, stride);
        }
        else
        {
            Span<Vector256<int>> v = [r0, r1, r2, r3, r4, r5, r6, r7];
            StoreByElement(MemoryMarshal.Cast<Vector256<int>, int>(v), target, stride);
        }

        block.Clear();
    }

    /// <summary>A block that has only a mean: all samples are equal.</summary>
    internal static void Fill(int mean, Span<byte> target, int stride)
    {
        // Both passes of the transform, each with its rounding.
        var sample = (byte)Math.Clamp((((mean << KeptBits) + (1 << (KeptBits + 2))) >> (KeptBits + 3)) + Center, byte.MinValue, byte.MaxValue);
        for (var y = 0; y < 8; y++) target.Slice(stride * y, 8).Fill(sample);
    }

    private static Vector256<int> Row(ref int block, nuint row) => Vector256.LoadUnsafe(ref block, 8 * row);

    // References, so that once this is inlined all eight stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(
        ref Vector256<int> v0, ref Vector256<int> v1, ref Vector256<int> v2, ref Vector256<int> v3,
        ref Vector256<int> v4, ref Vector256<int> v5, ref Vector256<int> v6, ref Vector256<int> v7, int shift, int bias)
    {
        var even = (v2 + v6) * 4433;
        var (even2, even3) = (even - v6 * 15137, even + v2 * 6270);
        var round = Vector256.Create((1 << (shift - 1)) + (bias << shift));
        var sum = ((v0 + v4) << FractionBits) + round;
        var difference = ((v0 - v4) << FractionBits) + round;
        var (e0, e1, e2, e3) = (sum + even3, difference + even2, difference - even2, sum - even3);

        var z5 = (v7 + v3 + v5 + v1) * 9633;
        var z1 = (v7 + v1) * -7373;
        var z2 = (v5 + v3) * -20995;
        var z3 = (v7 + v3) * -16069 + z5;
        var z4 = (v5 + v1) * -3196 + z5;
        var o0 = v1 * 12299 + z1 + z4;
        var o1 = v3 * 25172 + z2 + z3;
        var o2 = v5 * 16819 + z2 + z4;
        var o3 = v7 * 2446 + z1 + z3;

        v0 = (e0 + o0) >> shift;
        v1 = (e1 + o1) >> shift;
        v2 = (e2 + o2) >> shift;
        v3 = (e3 + o3) >> shift;
        v4 = (e3 - o3) >> shift;
        v5 = (e2 - o2) >> shift;
        v6 = (e1 - o1) >> shift;
        v7 = (e0 - o0) >> shift;
    }

    // Transposes the 4x4 blocks in the low and in the high half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeHalf(ref Vector256<int> v0, ref Vector256<int> v1, ref Vector256<int> v2, ref Vector256<int> v3)
    {
        var (a, b) = (Avx2.UnpackLow(v0, v1).AsInt64(), Avx2.UnpackLow(v2, v3).AsInt64());
        var (c, d) = (Avx2.UnpackHigh(v0, v1).AsInt64(), Avx2.UnpackHigh(v2, v3).AsInt64());
        v0 = Avx2.UnpackLow(a, b).AsInt32();
        v1 = Avx2.UnpackHigh(a, b).AsInt32();
        v2 = Avx2.UnpackLow(c, d).AsInt32();
        v3 = Avx2.UnpackHigh(c, d).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange(ref Vector256<int> upper, ref Vector256<int> lower)
    {
        var lows = Avx2.Permute2x128(upper, lower, 0x20);
        lower = Avx2.Permute2x128(upper, lower, 0x31);
        upper = lows;
    }

    private static void Transpose(Span<int> block)
    {
        for (var y = 0; y < 8; y++)
        {
            for (var x = y + 1; x < 8; x++) (block[8 * y + x], block[8 * x + y]) = (block[8 * x + y], block[8 * y + x]);
        }
    }

    // Each vector holds a column. Packing interleaves four of them; a shuffle makes pieces of rows.
    private static Vector256<int> Pack(Vector256<int> a, Vector256<int> b, Vector256<int> c, Vector256<int> d)
    {
        var order = Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        var columns = Avx2.PackUnsignedSaturate(Avx2.PackSignedSaturate(a, b), Avx2.PackSignedSaturate(c, d));
        return Avx2.Shuffle(columns, Vector256.Create(order, order)).AsInt32();
    }

    private static void StoreTransposed(Vector256<int> left, Vector256<int> right, Span<byte> target, int stride)
    {
        var (low, high) = (Avx2.UnpackLow(left, right).AsUInt64(), Avx2.UnpackHigh(left, right).AsUInt64());
        MemoryMarshal.Write(target, low[0]);
        MemoryMarshal.Write(target[stride..], low[1]);
        MemoryMarshal.Write(target[(2 * stride)..], high[0]);
        MemoryMarshal.Write(target[(3 * stride)..], high[1]);
        MemoryMarshal.Write(target[(4 * stride)..], low[2]);
        MemoryMarshal.Write(target[(5 * stride)..], low[3]);
        MemoryMarshal.Write(target[(6 * stride)..], high[2]);
        MemoryMarshal.Write(target[(7 * stride)..], high[3]);
    }

    private static void StoreByElement(Span<int> columns, Span<byte> target, int stride)
    {
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++) target[stride * y + x] = (byte)Math.Clamp(columns[8 * x + y], byte.MinValue, byte.MaxValue);
        }
    }
}
