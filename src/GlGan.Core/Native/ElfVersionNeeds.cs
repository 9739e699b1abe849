using System.Buffers.Binary;
using System.Text;

namespace GlGan.Native;

/// <summary>Edits the <c>.gnu.version_r</c> section of a little-endian ELF64 image (layout: Linux Standard Base, "Symbol Versioning").</summary>
internal static class ElfVersionNeeds
{
    private const uint VersionNeedSection = 0x6ffffffe;
    private const ushort WeakFlag = 2;

    /// <summary>Marks every need for <paramref name="version"/> weak, in place.</summary>
    /// <returns><see langword="true"/> when the image named that version.</returns>
    internal static bool MakeWeak(Span<byte> image, string version)
    {
        if (image.Length < 64 || !image[..6].SequenceEqual("\u007fELF\u0002\u0001"u8)) return false;

        var table = (int)U64(image, 0x28);
        int entrySize = U16(image, 0x3A), count = U16(image, 0x3C);
        var found = false;
        for (var section = 0; section < count; section++)
        {
            var header = image[(table + section * entrySize)..];
            if (U32(header, 4) != VersionNeedSection) continue;
            var strings = (int)U64(image[(table + (int)U32(header, 40) * entrySize)..], 24);
            found |= MarkSection(image, (int)U64(header, 24), strings, version);
        }

        return found;
    }

    private static bool MarkSection(Span<byte> image, int need, int strings, string version)
    {
        var found = false;
        while (true)
        {
            var entry = need + (int)U32(image[need..], 8);
            for (int left = U16(image[need..], 2); left > 0; left--)
            {
                var name = image[(strings + (int)U32(image[entry..], 8))..];
                if (Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]) == version)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(image[(entry + 4)..], (ushort)(U16(image[entry..], 4) | WeakFlag));
                    found = true;
                }

                entry += (int)U32(image[entry..], 12);
            }

            var next = (int)U32(image[need..], 12);
            if (next == 0) return found;
            need += next;
        }
    }

    private static ushort U16(ReadOnlySpan<byte> at, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(at[offset..]);

    private static uint U32(ReadOnlySpan<byte> at, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(at[offset..]);

    private static ulong U64(ReadOnlySpan<byte> at, int offset) => BinaryPrimitives.ReadUInt64LittleEndian(at[offset..]);
}
