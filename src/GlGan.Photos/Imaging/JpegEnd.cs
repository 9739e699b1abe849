using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>Whether a JPEG file goes on to its end marker. Decoders make an image of a progressive file that was cut short, blurred or grey where data lack.</summary>
internal static class JpegEnd
{
    private const byte Fill = 0xFF;
    private const byte EndOfImage = 0xD9;

    internal static bool IsThere(ReadOnlySpan<byte> file)
    {
        while (file.IndexOf(Fill) is >= 0 and var start && start + 1 < file.Length)
        {
            var marker = file[start + 1];
            if (marker == EndOfImage) return true;
            file = file[(start + (marker == Fill ? 1 : 2))..];
            if (!HasSegment(marker)) continue;
            if (!BinaryPrimitives.TryReadUInt16BigEndian(file, out var length) || length > file.Length) return false;
            file = file[length..];
        }

        return false;
    }

    // Not so a byte 255 of the data (followed by 0), restarts and the start of the image.
    private static bool HasSegment(byte marker) => marker is not (0 or 1 or (>= 0xD0 and <= 0xD8) or Fill);
}
