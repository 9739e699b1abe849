using System.Buffers.Binary;
using System.Text;

namespace GlGan.Imaging;

/// <summary>The XMP packet of a WebP file: a chunk at its end, which the chunk of the extended format announces (WebP container specification).</summary>
internal static class WebpXmp
{
    // Name, length; and around all chunks the name and length of the file, and that of the format.
    private const int ChunkHead = 8, FileHead = 12;
    private const byte HasXmp = 0x04, HasAlpha = 0x10;

    private static ReadOnlySpan<byte> Extended => "VP8X"u8;

    private static ReadOnlySpan<byte> Xmp => "XMP "u8;

    internal static bool IsWebp(ReadOnlySpan<byte> encoded) => encoded.Length >= FileHead && encoded.StartsWith("RIFF"u8) && encoded[8..FileHead].SequenceEqual("WEBP"u8);

    internal static string? Read(ReadOnlySpan<byte> webp) => Find(webp, Xmp) is { IsEmpty: false } packet ? Encoding.UTF8.GetString(packet) : null;

    /// <summary>Content of the first chunk of that name; nothing where there is none.</summary>
    internal static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> webp, ReadOnlySpan<byte> name)
    {
        for (var position = FileHead; position < End(webp);)
        {
            var chunk = ChunkAt(webp, position);
            if (chunk.StartsWith(name)) return Content(chunk);
            position += chunk.Length;
        }

        return default;
    }

    /// <summary>The file with this packet at its end, and no other packet.</summary>
    internal static byte[] Write(ReadOnlySpan<byte> webp, string packet)
    {
        using var output = new MemoryStream(webp.Length + packet.Length + 64);
        output.Write(webp[..FileHead]);
        output.Write(Chunk(Extended, Features(ChunkAt(webp, FileHead))));
        for (var position = FileHead; position < End(webp);)
        {
            var chunk = ChunkAt(webp, position);
            if (!chunk.StartsWith(Extended) && !chunk.StartsWith(Xmp)) output.Write(chunk);
            position += chunk.Length;
        }

        output.Write(Chunk(Xmp, Encoding.UTF8.GetBytes(packet)));
        var file = output.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - ChunkHead);
        return file;
    }

    // Flags, and width and height less one in 24 bits each.
    private static byte[] Features(ReadOnlySpan<byte> first)
    {
        var content = Content(first);
        if (first.StartsWith(Extended) && content.Length >= 10)
        {
            var features = content[..10].ToArray();
            features[0] |= HasXmp;
            return features;
        }

        if (first.StartsWith("VP8L"u8) && content is [0x2F, _, _, _, _, ..])
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
            return Features((int)(bits & 0x3FFF), (int)(bits >> 14 & 0x3FFF), (bits >> 28 & 1) != 0);
        }

        if (first.StartsWith("VP8 "u8) && content.Length >= 10 && content[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
            return Features((BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF) - 1, (BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF) - 1, hasAlpha: false);
        throw new ImageFormatException("The WebP file is damaged: it does not begin with an image.");
    }

    private static byte[] Features(int width, int height, bool hasAlpha) =>
        [(byte)(HasXmp | (hasAlpha ? HasAlpha : 0)), 0, 0, 0, (byte)width, (byte)(width >> 8), (byte)(width >> 16), (byte)height, (byte)(height >> 8), (byte)(height >> 16)];

    private static int End(ReadOnlySpan<byte> webp) => (int)Math.Min(webp.Length, BinaryPrimitives.ReadUInt32LittleEndian(webp[4..]) + (long)ChunkHead);

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> chunk) => chunk.Slice(ChunkHead, (int)BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]));

    // With the byte that makes its length even.
    private static ReadOnlySpan<byte> ChunkAt(ReadOnlySpan<byte> webp, int position)
    {
        if (webp.Length - position >= ChunkHead)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(webp[(position + 4)..]);
            var whole = ChunkHead + length + (length & 1L);
            if (whole <= webp.Length - position) return webp.Slice(position, (int)whole);
        }

        throw new ImageFormatException($"The WebP file is damaged or cut short: the chunk at byte {position} of {webp.Length} is incomplete.");
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[ChunkHead + content.Length + (content.Length & 1)];
        name.CopyTo(chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), content.Length);
        content.CopyTo(chunk.AsSpan(ChunkHead));
        return chunk;
    }
}
