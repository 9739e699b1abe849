using System.Buffers.Binary;
using System.IO.Compression;

namespace GlGan.Tests.Imaging;

/// <summary>PNG files made and extended piece by piece.</summary>
internal static class PngPieces
{
    private const int Signature = 8, Header = 25, End = 12;

    private static ReadOnlySpan<byte> Start => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A file of 8-bit samples: 1 (grey), 2 (grey and alpha), 3 (RGB) or 4 (RGBA) of them per pixel.</summary>
    internal static byte[] Image(int width, int height, int samples, params byte[] pixels)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, samples switch { 1 => 0, 2 => 4, 3 => 2, _ => 6 });
        byte[] rows = [.. pixels.Chunk(samples * width).SelectMany(row => (byte[])[0, .. row])];
        return [.. Start, .. Chunk("IHDR", header), .. Chunk("IDAT", Deflated(rows)), .. Chunk("IEND", [])];
    }

    /// <summary>The file with chunks after its header.</summary>
    internal static byte[] WithAhead(byte[] png, params byte[][] chunks) => [.. png[..(Signature + Header)], .. chunks.SelectMany(chunk => chunk), .. png[(Signature + Header)..]];

    /// <summary>The file with a chunk after its pixels.</summary>
    internal static byte[] WithBehind(byte[] png, byte[] chunk) => [.. png[..^End], .. chunk, .. png[^End..]];

    internal static byte[] Chunk(string type, byte[] content)
    {
        byte[] named = [.. type.Select(letter => (byte)letter), .. content];
        return [.. Number((uint)content.Length), .. named, .. Number(~named.Aggregate(uint.MaxValue, Crc))];
    }

    /// <summary>Whole numbers as PNG has them.</summary>
    internal static byte[] Numbers(params int[] numbers) => [.. numbers.SelectMany(number => Number((uint)number))];

    /// <summary>A colour profile, under the name x.</summary>
    internal static byte[] Profile(byte[] profile) => Chunk("iCCP", [(byte)'x', 0, 0, .. Deflated(profile)]);

    /// <summary>EXIF with an orientation as its second entry, in either order of bytes.</summary>
    internal static byte[] Exif(int orientation, bool littleEndian)
    {
        byte[] exif =
        [
            (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 2,
            0x01, 0x0F, 0, 2, 0, 0, 0, 2, (byte)'a', 0, 0, 0,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0,
            0, 0, 0, 0,
        ];
        if (littleEndian)
        {
            exif[0] = exif[1] = (byte)'I';
            foreach (var (at, length) in ((int, int)[])[(2, 2), (4, 4), (8, 2), (10, 2), (12, 2), (14, 4), (22, 2), (24, 2), (26, 4), (30, 2)]) Array.Reverse(exif, at, length);
        }

        return Chunk("eXIf", exif);
    }

    private static byte[] Number(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Deflated(byte[] bytes)
    {
        using var deflated = new MemoryStream();
        using (var stream = new ZLibStream(deflated, CompressionLevel.Fastest)) stream.Write(bytes);
        return deflated.ToArray();
    }

    private static uint Crc(uint crc, byte value)
    {
        crc ^= value;
        for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        return crc;
    }
}
