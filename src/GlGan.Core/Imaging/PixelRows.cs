using System.Runtime.Intrinsics;

namespace GlGan.Imaging;

/// <summary>Changes how the bytes of pixels are laid out, sixteen pixels at a time.</summary>
internal static class PixelRows
{
    private const int Step = 16;
    private const byte None = byte.MaxValue;

    /// <summary>Drops the fourth byte of every pixel.</summary>
    internal static void DropAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, None, None, None, None);
        int from = 0, to = 0;
        for (; to + 16 <= rgb.Length; from += 16, to += 12) Vector128.Shuffle(Vector128.Create(rgba[from..]), order).CopyTo(rgb[to..]);
        for (; to < rgb.Length; from += 4, to += 3) rgba.Slice(from, 3).CopyTo(rgb[to..]);
    }

    /// <summary>Adds a fourth byte of 255 to every pixel.</summary>
    internal static void AddAlpha(ReadOnlySpan<byte> rgb, Span<byte> rgba)
    {
        var order = Vector128.Create((byte)0, 1, 2, None, 3, 4, 5, None, 6, 7, 8, None, 9, 10, 11, None);
        var alpha = Vector128.Create(0xFF000000u).AsByte();
        int from = 0, to = 0;
        for (; from + 16 <= rgb.Length; from += 12, to += 16) (Vector128.Shuffle(Vector128.Create(rgb[from..]), order) | alpha).CopyTo(rgba[to..]);
        for (; from < rgb.Length; from += 3, to += 4)
        {
            rgb.Slice(from, 3).CopyTo(rgba[to..]);
            rgba[to + 3] = byte.MaxValue;
        }
    }

    /// <summary>Splits pixels into planes.</summary>
    internal static void Split(ReadOnlySpan<byte> rgb, Span<byte> red, Span<byte> green, Span<byte> blue)
    {
        var x = 0;
        for (; x + Step <= red.Length; x += Step)
        {
            var pixels = rgb.Slice(3 * x, 3 * Step);
            var (first, second, third) = (Vector128.Create(pixels), Vector128.Create(pixels[16..]), Vector128.Create(pixels[32..]));
            (Vector128.Shuffle(first, Vector128.Create((byte)0, 3, 6, 9, 12, 15, None, None, None, None, None, None, None, None, None, None))
                | Vector128.Shuffle(second, Vector128.Create(None, None, None, None, None, None, 2, 5, 8, 11, 14, None, None, None, None, None))
                | Vector128.Shuffle(third, Vector128.Create(None, None, None, None, None, None, None, None, None, None, None, 1, 4, 7, 10, 13))).CopyTo(red[x..]);
            (Vector128.Shuffle(first, Vector128.Create((byte)1, 4, 7, 10, 13, None, None, None, None, None, None, None, None, None, None, None))
                | Vector128.Shuffle(second, Vector128.Create(None, None, None, None, None, 0, 3, 6, 9, 12, 15, None, None, None, None, None))
                | Vector128.Shuffle(third, Vector128.Create(None, None, None, None, None, None, None, None, None, None, None, 2, 5, 8, 11, 14))).CopyTo(green[x..]);
            (Vector128.Shuffle(first, Vector128.Create((byte)2, 5, 8, 11, 14, None, None, None, None, None, None, None, None, None, None, None))
                | Vector128.Shuffle(second, Vector128.Create(None, None, None, None, None, 1, 4, 7, 10, 13, None, None, None, None, None, None))
                | Vector128.Shuffle(third, Vector128.Create(None, None, None, None, None, None, None, None, None, None, 0, 3, 6, 9, 12, 15))).CopyTo(blue[x..]);
        }

        for (; x < red.Length; x++) (red[x], green[x], blue[x]) = (rgb[3 * x], rgb[3 * x + 1], rgb[3 * x + 2]);
    }

    /// <summary>Joins sixteen pixels from planes, into 48 bytes.</summary>
    internal static void Join(Vector128<byte> red, Vector128<byte> green, Vector128<byte> blue, Span<byte> rgb)
    {
        (Vector128.Shuffle(red, Vector128.Create((byte)0, None, None, 1, None, None, 2, None, None, 3, None, None, 4, None, None, 5))
            | Vector128.Shuffle(green, Vector128.Create(None, 0, None, None, 1, None, None, 2, None, None, 3, None, None, 4, None, None))
            | Vector128.Shuffle(blue, Vector128.Create(None, None, 0, None, None, 1, None, None, 2, None, None, 3, None, None, 4, None))).CopyTo(rgb);
        (Vector128.Shuffle(red, Vector128.Create(None, None, 6, None, None, 7, None, None, 8, None, None, 9, None, None, 10, None))
            | Vector128.Shuffle(green, Vector128.Create((byte)5, None, None, 6, None, None, 7, None, None, 8, None, None, 9, None, None, 10))
            | Vector128.Shuffle(blue, Vector128.Create(None, 5, None, None, 6, None, None, 7, None, None, 8, None, None, 9, None, None))).CopyTo(rgb[16..]);
        (Vector128.Shuffle(red, Vector128.Create(None, 11, None, None, 12, None, None, 13, None, None, 14, None, None, 15, None, None))
            | Vector128.Shuffle(green, Vector128.Create(None, None, 11, None, None, 12, None, None, 13, None, None, 14, None, None, 15, None))
            | Vector128.Shuffle(blue, Vector128.Create((byte)10, None, None, 11, None, None, 12, None, None, 13, None, None, 14, None, None, 15))).CopyTo(rgb[32..]);
    }
}
