using System.Buffers.Binary;
using System.Text;

namespace GlGan.Imaging;

/// <summary>The XMP packet of a JPEG file: an APP1 segment with a reserved name.</summary>
internal static class JpegXmp
{
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const byte StartOfScan = 0xDA;
    private const int MaxSegment = 65535 - 2;

    private static ReadOnlySpan<byte> Name => "http://ns.adobe.com/xap/1.0/\0"u8;

    internal static bool IsJpeg(ReadOnlySpan<byte> encoded) => encoded.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    internal static string? Read(ReadOnlySpan<byte> jpeg)
    {
        for (var position = 2; ;)
        {
            var segment = SegmentAt(jpeg, position);
            if (IsXmp(segment)) return Encoding.UTF8.GetString(segment[(4 + Name.Length)..]);
            if (segment[1] == StartOfScan) return null;
            position += segment.Length;
        }
    }

    /// <summary>The file with this packet after its JFIF and EXIF segments, and no other packet.</summary>
    internal static byte[] Write(ReadOnlySpan<byte> jpeg, string packet)
    {
        var text = Encoding.UTF8.GetBytes(packet);
        if (text.Length + Name.Length > MaxSegment) text = Encoding.UTF8.GetBytes(XmpPacket.WithSource(null, XmpPacket.Source(packet) ?? DigitalSource.TrainedAlgorithmicMedia));
        using var output = new MemoryStream(jpeg.Length + text.Length + 64);
        output.Write(jpeg[..2]);
        var written = false;
        for (var position = 2; ;)
        {
            var segment = SegmentAt(jpeg, position);
            if (!written && segment[1] is not (App0 or App1))
            {
                WriteSegment(output, text);
                written = true;
            }

            if (segment[1] == StartOfScan)
            {
                output.Write(jpeg[position..]);
                return output.ToArray();
            }

            if (!IsXmp(segment)) output.Write(segment);
            position += segment.Length;
        }
    }

    private static bool IsXmp(ReadOnlySpan<byte> segment) => segment[1] == App1 && segment[4..].StartsWith(Name);

    private static ReadOnlySpan<byte> SegmentAt(ReadOnlySpan<byte> jpeg, int position)
    {
        if (jpeg.Length - position >= 4 && jpeg[position] == 0xFF)
        {
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(position + 2)..]);
            if (length >= 4 && length <= jpeg.Length - position) return jpeg.Slice(position, length);
        }

        throw new ImageFormatException($"The JPEG file is damaged or cut short: no segment at byte {position} of {jpeg.Length}.");
    }

    private static void WriteSegment(MemoryStream output, ReadOnlySpan<byte> packet)
    {
        Span<byte> head = [0xFF, App1, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(2 + Name.Length + packet.Length));
        output.Write(head);
        output.Write(Name);
        output.Write(packet);
    }
}
