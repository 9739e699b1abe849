using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>Whether a file goes on to the end its format has. ImageSharp reads many a file that was cut short as an image with an empty rest.</summary>
internal static class WholeFile
{
    internal static bool Is(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', ..] => PngEnds(file),
        [0xFF, 0xD8, ..] => JpegEnd.IsThere(file),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, ..] => BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L <= file.Length,
        _ => true,
    };

    private static bool PngEnds(ReadOnlySpan<byte> file)
    {
        // After the signature of 8 bytes, a chunk is its length, four letters, so many bytes, and a checksum.
        for (long at = 8; at + 12 <= file.Length; at += 12L + BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]))
            if (file.Slice((int)at + 4, 4).SequenceEqual("IEND"u8))
                return true;
        return false;
    }
}
