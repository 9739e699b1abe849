using System.Buffers.Binary;
using System.Text;
using GlGan.Imaging;

namespace GlGan.Video;

/// <summary>
/// Where a video says it comes from, in the terms of <see cref="Provenance"/>: MP4 and QuickTime files in an XMP packet, in a box of its own at the end (XMP specification part 3); others in a tag.
/// </summary>
internal static class VideoMark
{
    internal const string Tag = "DIGITAL_SOURCE_TYPE";

    private const int Head = 8, LongHead = 16;

    // More than a packet has.
    private const int LongestPacket = 16 << 20;

    private static ReadOnlySpan<byte> Xmp => [0xBE, 0x7A, 0xCF, 0xCB, 0x97, 0xA9, 0x42, 0xE8, 0x9C, 0x71, 0x99, 0x94, 0x91, 0xE3, 0xAF, 0xAC];

    /// <summary>The mark of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tags">Its tags.</param>
    internal static DigitalSource? Read(string path, IReadOnlyDictionary<string, string>? tags)
    {
        var tag = tags?.FirstOrDefault(tag => tag.Key.Equals(Tag, StringComparison.OrdinalIgnoreCase)).Value;
        DigitalSource? tagged = tag is null ? null : Enum.GetValues<DigitalSource>().Where(source => XmpPacket.Address(source) == tag.Trim()).Select(source => (DigitalSource?)source).FirstOrDefault();
        var marked = XmpPacket.Source(Packet(path));
        return marked > tagged || tagged is null ? marked : tagged;
    }

    /// <summary>Puts a mark at the end of an MP4 or QuickTime file that has none.</summary>
    internal static void Append(string path, DigitalSource source)
    {
        var packet = Encoding.UTF8.GetBytes(XmpPacket.WithSource(null, source));
        var box = new byte[Head + Xmp.Length + packet.Length];
        BinaryPrimitives.WriteInt32BigEndian(box, box.Length);
        "uuid"u8.CopyTo(box.AsSpan(4));
        Xmp.CopyTo(box.AsSpan(Head));
        packet.CopyTo(box, Head + Xmp.Length);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
        file.Write(box);
        file.Flush(flushToDisk: true);
    }

    // A file is boxes: a length, four letters, and so many bytes.
    private static string? Packet(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[LongHead + Xmp.Length];
        for (long position = 0; position + Head <= file.Length;)
        {
            file.Position = position;
            var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            long length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (position == 0 && !head.AsSpan(4, 4).SequenceEqual("ftyp"u8)) return null;
            if (length == 1 && read >= LongHead) length = BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(Head));
            if (length < Head || length > file.Length - position) return null;
            if (read >= Head + Xmp.Length && length is > Head + 16 and < LongestPacket && head.AsSpan(4, 4).SequenceEqual("uuid"u8) && head.AsSpan(Head, Xmp.Length).SequenceEqual(Xmp))
            {
                var packet = new byte[length - Head - Xmp.Length];
                file.Position = position + Head + Xmp.Length;
                file.ReadExactly(packet);
                return Encoding.UTF8.GetString(packet);
            }

            position += length;
        }

        return null;
    }
}
