using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>Whether a file goes on to the end its format has. ImageSharp reads a file that was cut short as an image with a grey or black rest.</summary>
internal static class WholeFile
{
    private const int PngSignature = 8;
    private const byte JpegEnd = 0xD9;

    internal static bool Is(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, (byte)'P', ..] => PngEnds(file),
        [0xFF, 0xD8, ..] => JpegEnds(file),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, ..] => BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L <= file.Length,
        _ => true,
    };

    private static bool PngEnds(ReadOnlySpan<byte> file)
    {
        // A chunk is its length, four letters, so many bytes, and a checksum.
        for (long at = PngSignature; at + 12 <= file.Length; at += 12L + BinaryPrimitives.ReadUInt32BigEndian(file[(int)at..]))
            if (file.Slice((int)at + 4, 4).SequenceEqual("IEND"u8))
                return true;
        return false;
    }

    private static bool JpegEnds(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at < file.Length && file[at..].IndexOf((byte)0xFF) is >= 0 and var skipped;)
        {
            at += skipped + 1;
            if (at >= file.Length) return false;
            var marker = file[at];
            if (marker == JpegEnd) return true;
            if (marker == 0xFF) continue;
            at++;
            var alone = marker is 0 or 1 or (>= 0xD0 and <= 0xD8);
            if (alone) continue;
            if (at + 2 > file.Length) return false;
            at += BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        }

        return false;
    }
}
