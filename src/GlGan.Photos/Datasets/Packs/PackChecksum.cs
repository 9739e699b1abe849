using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GlGan.Datasets;

/// <summary>CRC-32C (Castagnoli; RFC 3720, section 12.1), by the processor's instruction where there is one.</summary>
internal static class PackChecksum
{
    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words) crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
