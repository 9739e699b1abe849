using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>
/// Whether a file goes on to the end its format has. ImageSharp reads many a file that was cut short as an image with an empty rest, and takes as much memory for the palette of a BMP file as
/// that says to have (issue 3074), so it is asked first.
/// </summary>
internal static class WholeFile
{
    internal static bool Is(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', ..] => PngChunk.TryFind(file, "IEND"u8, out _),
        [0xFF, 0xD8, ..] => JpegEnd.IsThere(file),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, ..] => BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L <= file.Length,
        [(byte)'B', (byte)'M', ..] => BmpEnds(file),
        _ => true,
    };

    private static bool BmpEnds(ReadOnlySpan<byte> file)
    {
        const uint shortHeader = 12, runLengths8 = 1, runLengths4 = 2;
        var header = file[14..];
        var isShort = BinaryPrimitives.ReadUInt32LittleEndian(header) == shortHeader;
        var (width, height, bits) = isShort
            ? (BinaryPrimitives.ReadUInt16LittleEndian(header[4..]), BinaryPrimitives.ReadUInt16LittleEndian(header[6..]), BinaryPrimitives.ReadUInt16LittleEndian(header[10..]))
            : (BinaryPrimitives.ReadInt32LittleEndian(header[4..]), Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(header[8..])), BinaryPrimitives.ReadUInt16LittleEndian(header[14..]));

        // Run lengths have an end of their own, which ImageSharp looks for.
        var hasRows = isShort || BinaryPrimitives.ReadUInt32LittleEndian(header[16..]) is not (runLengths8 or runLengths4);
        var rows = hasRows ? (Int128)height * (((long)width * bits + 31) / 32 * 4) : 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(file[10..]) + Int128.Max(rows, 0) <= file.Length;
    }
}
