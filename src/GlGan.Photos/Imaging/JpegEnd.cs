using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>
/// Whether a JPEG file goes on to its end marker, and in how many scans. Decoders make an image of a progressive file that was cut short, blurred or grey where data lack; and each scan, which may
/// have a few bytes, takes as long as the image is large.
/// </summary>
internal static class JpegEnd
{
    /// <summary>Most scans of a file: Skia takes no more, and encoders write some ten.</summary>
    internal const int MostScans = 100;

    private const byte Fill = 0xFF;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    internal static bool IsThere(ReadOnlySpan<byte> file)
    {
        while (TryNext(ref file, out var marker))
            if (marker == EndOfImage) return true;
        return false;
    }

    /// <summary>Number of scans up to the end.</summary>
    internal static int Scans(ReadOnlySpan<byte> file)
    {
        var scans = 0;
        while (TryNext(ref file, out var marker) && marker != EndOfImage)
            if (marker == StartOfScan) scans++;
        return scans;
    }

    private static bool TryNext(ref ReadOnlySpan<byte> file, out byte marker)
    {
        marker = 0;
        if (file.IndexOf(Fill) is var start && (start < 0 || start + 1 >= file.Length)) return false;
        marker = file[start + 1];
        file = file[(start + (marker == Fill ? 1 : 2))..];
        if (marker == EndOfImage || !HasSegment(marker)) return true;
        if (!BinaryPrimitives.TryReadUInt16BigEndian(file, out var length) || length > file.Length) return false;
        file = file[length..];
        return true;
    }

    // Not so a byte 255 of the data (followed by 0), restarts and the start of the image.
    private static bool HasSegment(byte marker) => marker is not (0 or 1 or (>= 0xD0 and <= 0xD8) or Fill);
}
