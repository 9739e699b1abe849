using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>
/// How a PNG file says that it is to be turned, in the EXIF of its <c>eXIf</c> chunk, which Skia does not read. That of JPEG and WebP files Skia knows. The orientation in an XMP packet is
/// not looked at, as browsers do not.
/// </summary>
internal static class ExifOrientation
{
    private const ushort Tag = 0x0112, Byte = 1, Short = 3, Long = 4;
    private const int Header = 8, Entry = 12;

    // As it begins in JPEG files; some writers leave it there.
    private static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    /// <summary>A number from 1 (upright) to 8, as EXIF has them; <see langword="null"/> where the file has none.</summary>
    internal static int? OfPng(ReadOnlySpan<byte> file) => PngXmp.IsPng(file) && PngChunk.TryFind(file, "eXIf"u8, out var exif) ? Of(exif) : null;

    private static int? Of(ReadOnlySpan<byte> exif)
    {
        if (exif.StartsWith(Prefix)) exif = exif[Prefix.Length..];
        var isLittle = exif.StartsWith("II*\0"u8);
        if (exif.Length < Header || !(isLittle || exif.StartsWith("MM\0*"u8))) return null;
        var start = Number(exif[4..], sizeof(uint));
        if (start > exif.Length - sizeof(ushort)) return null;
        var directory = exif[(int)start..];
        var count = Number(directory, sizeof(ushort));
        directory = directory[sizeof(ushort)..];
        for (; count > 0 && directory.Length >= Entry; count--, directory = directory[Entry..])
        {
            if (Number(directory, sizeof(ushort)) != Tag) continue;
            var value = Number(directory[2..], sizeof(ushort)) switch
            {
                Byte => (uint)directory[8],
                Short => Number(directory[8..], sizeof(ushort)),
                Long => Number(directory[8..], sizeof(uint)),
                _ => 0u,
            };
            return value is >= 1 and <= 8 ? (int)value : null;
        }

        return null;

        uint Number(ReadOnlySpan<byte> bytes, int size) => (size, isLittle) switch
        {
            (sizeof(ushort), true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (sizeof(ushort), false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (_, false) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        };
    }
}
