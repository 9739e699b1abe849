using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GlGan.Imaging;

/// <summary>Doubles the width of a row of chroma samples: three quarters of the nearer sample and one of the next, with libjpeg's roundings.</summary>
internal static class JpegUpsampling
{
    /// <summary>Samples of a row before the first one and after the last one that must be writable.</summary>
    internal const int Margin = 16;

    /// <summary>For 4:2:2.</summary>
    /// <param name="row">Samples of one row.</param>
    /// <param name="sums">Memory for as many values and twice <see cref="Margin"/>.</param>
    /// <param name="target">Twice as many samples, and <see cref="Margin"/>.</param>
    internal static void Across(ReadOnlySpan<byte> row, Span<ushort> sums, Span<byte> target)
    {
        for (var x = 0; x < row.Length; x++) sums[Margin + x] = row[x];
        Spread(sums, row.Length, target, shift: 2, evenRound: 1, oddRound: 2);
    }

    /// <summary>For 4:2:0: the row between two, nearer to the first.</summary>
    /// <param name="near">Samples of the nearer row.</param>
    /// <param name="far">Samples of the row on the other side.</param>
    /// <param name="sums">Memory for as many values and twice <see cref="Margin"/>.</param>
    /// <param name="target">Twice as many samples, and <see cref="Margin"/>.</param>
    internal static void AcrossAndDown(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<ushort> sums, Span<byte> target)
    {
        var x = 0;
        for (; x + 16 <= near.Length; x += 16)
        {
            var (nearLow, nearHigh) = Vector128.Widen(Vector128.Create(near[x..]));
            var (farLow, farHigh) = Vector128.Widen(Vector128.Create(far[x..]));
            (nearLow * 3 + farLow).CopyTo(sums[(Margin + x)..]);
            (nearHigh * 3 + farHigh).CopyTo(sums[(Margin + x + 8)..]);
        }

        for (; x < near.Length; x++) sums[Margin + x] = (ushort)(3 * near[x] + far[x]);
        Spread(sums, near.Length, target, shift: 4, evenRound: 8, oddRound: 7);
    }

    // Each sum gives two neighbours: the low and the high byte of one value.
    private static void Spread(Span<ushort> sums, int count, Span<byte> target, int shift, ushort evenRound, ushort oddRound)
    {
        sums[Margin - 1] = sums[Margin];
        sums[Margin + count] = sums[Margin + count - 1];
        var pairs = MemoryMarshal.Cast<byte, ushort>(target);
        var (even, odd) = (Vector128.Create(evenRound), Vector128.Create(oddRound));
        for (var x = 0; x < count; x += 8)
        {
            var middle = Vector128.Create<ushort>(sums[(Margin + x)..]) * 3;
            var left = (middle + Vector128.Create<ushort>(sums[(Margin + x - 1)..]) + even) >> shift;
            var right = (middle + Vector128.Create<ushort>(sums[(Margin + x + 1)..]) + odd) >> shift;
            (left | right << 8).CopyTo(pairs[x..]);
        }
    }
}
