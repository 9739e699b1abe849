using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>Finds the pieces of a PNG file.</summary>
internal static class PngChunk
{
    private const int Signature = 8, Around = 12;

    /// <summary>The content of the first chunk of a type. False where there is none, or the file ends before it does.</summary>
    internal static bool TryFind(ReadOnlySpan<byte> file, ReadOnlySpan<byte> type, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (file.Length < Signature) return false;
        file = file[Signature..];
        while (file.Length >= Around)
        {
            // A chunk is its length, four letters, so many bytes, and a checksum.
            var length = BinaryPrimitives.ReadUInt32BigEndian(file);
            if (length > file.Length - Around) return false;
            content = file.Slice(8, (int)length);
            if (file.Slice(4, 4).SequenceEqual(type)) return true;
            file = file[(Around + (int)length)..];
        }

        return false;
    }
}
