using System.Runtime.Intrinsics;

namespace GlGan.Imaging;

/// <summary>YCbCr to RGB by the equations of JFIF 1.02, with libjpeg's 16-bit constants and roundings.</summary>
internal static class JpegColor
{
    private const int FractionBits = 16;
    private const int RedFromCr = 91881, GreenFromCr = -46802, GreenFromCb = -22554, BlueFromCb = 116130;

    /// <summary>Converts a row.</summary>
    /// <param name="luma">Samples in multiples of sixteen, at least as many as there are pixels.</param>
    /// <param name="cb">As many.</param>
    /// <param name="cr">As many.</param>
    /// <param name="rgb">Pixels.</param>
    internal static void Convert(ReadOnlySpan<byte> luma, ReadOnlySpan<byte> cb, ReadOnlySpan<byte> cr, Span<byte> rgb)
    {
        Span<byte> last = stackalloc byte[48];
        for (int x = 0, to = 0; to < rgb.Length; x += 16, to += 48)
        {
            var (red, green, blue) = Convert(Vector128.Create(luma[x..]), Vector128.Create(cb[x..]), Vector128.Create(cr[x..]));
            if (to + 48 <= rgb.Length)
            {
                PixelRows.Join(red, green, blue, rgb[to..]);
                continue;
            }

            PixelRows.Join(red, green, blue, last);
            last[..(rgb.Length - to)].CopyTo(rgb[to..]);
        }
    }

    private static (Vector128<byte> Red, Vector128<byte> Green, Vector128<byte> Blue) Convert(Vector128<byte> luma, Vector128<byte> cb, Vector128<byte> cr)
    {
        var (lowY, highY) = Vector256.Widen(Vector256.WidenLower(luma.ToVector256Unsafe()).AsInt16());
        var (lowCb, highCb) = Vector256.Widen(Vector256.WidenLower(cb.ToVector256Unsafe()).AsInt16() - Vector256.Create((short)128));
        var (lowCr, highCr) = Vector256.Widen(Vector256.WidenLower(cr.ToVector256Unsafe()).AsInt16() - Vector256.Create((short)128));
        return (
            Narrow(lowY + Scaled(lowCr * RedFromCr), highY + Scaled(highCr * RedFromCr)),
            Narrow(lowY + Scaled(lowCb * GreenFromCb + lowCr * GreenFromCr), highY + Scaled(highCb * GreenFromCb + highCr * GreenFromCr)),
            Narrow(lowY + Scaled(lowCb * BlueFromCb), highY + Scaled(highCb * BlueFromCb)));
    }

    private static Vector256<int> Scaled(Vector256<int> value) => (value + Vector256.Create(1 << (FractionBits - 1))) >> FractionBits;

    private static Vector128<byte> Narrow(Vector256<int> low, Vector256<int> high)
    {
        var words = Vector256.Narrow(low, high);
        words = Vector256.Min(Vector256.Max(words, Vector256<short>.Zero), Vector256.Create((short)byte.MaxValue));
        return Vector128.Narrow(words.GetLower().AsUInt16(), words.GetUpper().AsUInt16());
    }
}
