using System.Buffers.Binary;
using System.Text;

namespace GlGan.Imaging;

/// <summary>The XMP packet of a PNG file: an <c>iTXt</c> chunk with a reserved keyword.</summary>
internal static class PngXmp
{
    // Length, type and check sum around the data of every chunk.
    private const int Overhead = 12;

    private static readonly uint[] CrcTable = BuildCrcTable();

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    // Keyword, then: no compression (flag and method), no language tag, no translated keyword.
    private static ReadOnlySpan<byte> Prefix => "XML:com.adobe.xmp\0\0\0\0\0"u8;

    private static ReadOnlySpan<byte> Keyword => Prefix[..18];

    internal static bool IsPng(ReadOnlySpan<byte> encoded) => encoded.StartsWith(Signature);

    internal static string? Read(ReadOnlySpan<byte> png)
    {
        var position = Signature.Length;
        do
        {
            var chunk = ChunkAt(png, position);
            if (IsXmp(chunk)) return chunk[8..^4].StartsWith(Prefix) ? Encoding.UTF8.GetString(chunk[(8 + Prefix.Length)..^4]) : null;
            position += chunk.Length;
        }
        while (position < png.Length);

        return null;
    }

    /// <summary>The file with this packet after its header chunk, and no other packet.</summary>
    internal static byte[] Write(ReadOnlySpan<byte> png, string packet)
    {
        using var output = new MemoryStream(png.Length + packet.Length + 64);
        output.Write(Signature);
        var position = Signature.Length;
        do
        {
            var chunk = ChunkAt(png, position);
            if (!IsXmp(chunk)) output.Write(chunk);
            if (position == Signature.Length) output.Write(Chunk([.. "iTXt"u8, .. Prefix, .. Encoding.UTF8.GetBytes(packet)]));
            position += chunk.Length;
        }
        while (position < png.Length);

        return output.ToArray();
    }

    /// <summary>The file with one more chunk after its header.</summary>
    internal static byte[] WithChunk(ReadOnlySpan<byte> png, ReadOnlySpan<byte> typeAndData)
    {
        var end = Signature.Length + ChunkAt(png, Signature.Length).Length;
        return [.. png[..end], .. Chunk(typeAndData), .. png[end..]];
    }

    private static bool IsXmp(ReadOnlySpan<byte> chunk) => chunk[4..8].SequenceEqual("iTXt"u8) && chunk[8..].StartsWith(Keyword);

    private static ReadOnlySpan<byte> ChunkAt(ReadOnlySpan<byte> png, int position)
    {
        if (png.Length - position >= Overhead)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[position..]);
            if (length <= png.Length - position - Overhead) return png.Slice(position, (int)length + Overhead);
        }

        throw new ImageFormatException($"The PNG file is damaged or cut short: the chunk at byte {position} of {png.Length} is incomplete.");
    }

    private static byte[] Chunk(ReadOnlySpan<byte> typeAndData)
    {
        var chunk = new byte[typeAndData.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, typeAndData.Length - 4);
        typeAndData.CopyTo(chunk.AsSpan(4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(typeAndData));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes) crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] BuildCrcTable()
    {
        var table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
            table[index] = value;
        }

        return table;
    }
}
