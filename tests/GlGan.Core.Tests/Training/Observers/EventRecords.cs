using System.Buffers.Binary;
using Google.Protobuf;
using Tensorboard;

namespace GlGan.Tests.Training;

/// <summary>Reads an event file strictly: lengths, both checksums (CRC-32C bit by bit, masked), no bytes left over.</summary>
internal static class EventRecords
{
    internal static Event[] Read(string path)
    {
        ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
        List<Event> events = [];
        while (rest.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest);
            Assert.Equal(Masked(rest[..8]), BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]));
            var content = rest.Slice(12, length);
            Assert.Equal(Masked(content), BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..]));
            Event message = new();
            message.MergeFrom(new CodedInputStream(content.ToArray()));
            events.Add(message);
            rest = rest[(16 + length)..];
        }

        return [.. events];
    }

    /// <summary>CRC-32C (Castagnoli, reflected polynomial 0x82F63B78).</summary>
    internal static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
        }

        return ~crc;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var crc = Crc(bytes);
        return unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8);
    }
}
