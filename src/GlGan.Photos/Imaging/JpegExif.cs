using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>The EXIF block of a JPEG file: an APP1 segment with a reserved name.</summary>
internal static class JpegExif
{
    private const byte App1 = 0xE1, StartOfScan = 0xDA;

    internal static ReadOnlySpan<byte> Name => "Exif\0\0"u8;

    /// <summary>The block; nothing where there is none, or the file is damaged before it.</summary>
    internal static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> jpeg)
    {
        for (var position = 2; position + 4 <= jpeg.Length && jpeg[position] == 0xFF && jpeg[position + 1] != StartOfScan;)
        {
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(position + 2)..]);
            if (length < 4 || length > jpeg.Length - position) return default;
            var content = jpeg.Slice(position + 4, length - 4);
            if (jpeg[position + 1] == App1 && content.StartsWith(Name)) return content[Name.Length..];
            position += length;
        }

        return default;
    }
}
