using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GlGan.Imaging;

/// <summary>Changes how the bytes of pixels are laid out, sixteen pixels at a time.</summary>
internal static class PixelRows
{
    private const int Step = 16;
    private const byte No = byte.MaxValue;

    /// <summary>Drops the fourth byte of every pixel.</summary>
    internal static void DropAlpha(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, No, No, No, No);
        ref var source = ref MemoryMarshal.GetReference(rgba[..(rgb.Length / 3 * 4)]);
        ref var target = ref MemoryMarshal.GetReference(rgb);
        int from = 0, to = 0;
        for (; to + 16 <= rgb.Length; from += 16, to += 12) Vector128.Shuffle(Vector128.LoadUnsafe(ref source, (nuint)from), order).StoreUnsafe(ref target, (nuint)to);
        for (; to < rgb.Length; from += 4, to += 3) rgba.Slice(from, 3).CopyTo(rgb[to..]);
    }

    /// <summary>Adds a fourth byte of 255 to every pixel.</summary>
    internal static void AddAlpha(ReadOnlySpan<byte> rgb, Span<byte> rgba)
    {
        var order = Vector128.Create((byte)0, 1, 2, No, 3, 4, 5, No, 6, 7, 8, No, 9, 10, 11, No);
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
            (Vector128.Shuffle(first, Vector128.Create((byte)0, 3, 6, 9, 12, 15, No, No, No, No, No, No, No, No, No, No))
                | Vector128.Shuffle(second, Vector128.Create(No, No, No, No, No, No, 2, 5, 8, 11, 14, No, No, No, No, No))
                | Vector128.Shuffle(third, Vector128.Create(No, No, No, No, No, No, No, No, No, No, No, 1, 4, 7, 10, 13))).CopyTo(red[x..]);
            (Vector128.Shuffle(first, Vector128.Create((byte)1, 4, 7, 10, 13, No, No, No, No, No, No, No, No, No, No, No))
                | Vector128.Shuffle(second, Vector128.Create(No, No, No, No, No, 0, 3, 6, 9, 12, 15, No, No, No, No, No))
                | Vector128.Shuffle(third, Vector128.Create(No, No, No, No, No, No, No, No, No, No, No, 2, 5, 8, 11, 14))).CopyTo(green[x..]);
            (Vector128.Shuffle(first, Vector128.Create((byte)2, 5, 8, 11, 14, No, No, No, No, No, No, No, No, No, No, No))
                | Vector128.Shuffle(second, Vector128.Create(No, No, No, No, No, 1, 4, 7, 10, 13, No, No, No, No, No, No))
                | Vector128.Shuffle(third, Vector128.Create(No, No, No, No, No, No, No, No, No, No, 0, 3, 6, 9, 12, 15))).CopyTo(blue[x..]);
        }

        for (; x < red.Length; x++) (red[x], green[x], blue[x]) = (rgb[3 * x], rgb[3 * x + 1], rgb[3 * x + 2]);
    }

    /// <summary>Joins sixteen pixels from planes, into 48 bytes.</summary>
    internal static void Join(Vector128<byte> red, Vector128<byte> green, Vector128<byte> blue, Span<byte> rgb)
    {
        (Vector128.Shuffle(red, Vector128.Create((byte)0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No, No, 5))
            | Vector128.Shuffle(green, Vector128.Create(No, 0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No, No))
            | Vector128.Shuffle(blue, Vector128.Create(No, No, 0, No, No, 1, No, No, 2, No, No, 3, No, No, 4, No))).CopyTo(rgb);
        (Vector128.Shuffle(red, Vector128.Create(No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No, 10, No))
            | Vector128.Shuffle(green, Vector128.Create((byte)5, No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No, 10))
            | Vector128.Shuffle(blue, Vector128.Create(No, 5, No, No, 6, No, No, 7, No, No, 8, No, No, 9, No, No))).CopyTo(rgb[16..]);
        (Vector128.Shuffle(red, Vector128.Create(No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15, No, No))
            | Vector128.Shuffle(green, Vector128.Create(No, No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15, No))
            | Vector128.Shuffle(blue, Vector128.Create((byte)10, No, No, 11, No, No, 12, No, No, 13, No, No, 14, No, No, 15))).CopyTo(rgb[32..]);
    }
}
