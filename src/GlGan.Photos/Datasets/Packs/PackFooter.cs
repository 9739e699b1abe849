using System.Buffers.Binary;

namespace GlGan.Datasets;

/// <summary>The end of a pack. A file without it is not complete.</summary>
/// <param name="Count">Number of records.</param>
/// <param name="NamesLength">Bytes of the names, which follow the records.</param>
/// <param name="DamagedLength">Bytes of the list of images left out, which follows the names.</param>
/// <param name="NamesChecksum">Checksum of the names.</param>
/// <param name="DamagedChecksum">Checksum of the list.</param>
internal readonly record struct PackFooter(long Count, long NamesLength, long DamagedLength, uint NamesChecksum, uint DamagedChecksum)
{
    internal const int Length = 44;

    private const int ChecksumOffset = 40;

    private static ReadOnlySpan<byte> Magic => "GLPACKE\n"u8;

    internal byte[] Format()
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), NamesLength);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(24), DamagedLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(32), NamesChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(36), DamagedChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumOffset), PackChecksum.Of(bytes.AsSpan(0, ChecksumOffset)));
        return bytes;
    }

    /// <summary>Reads the end of a pack and checks it against the length of the file.</summary>
    /// <exception cref="DatasetException">The pack is not complete, or damaged.</exception>
    internal static PackFooter Parse(string path, PackBytes file, PackHeader header)
    {
        var bytes = file.Length - Length < header.Length ? [] : file.Read(file.Length - Length, Length);
        if (!bytes.AsSpan().StartsWith(Magic))
            throw new DatasetException(path, "the pack is not complete: run the packing again, it goes on where it stopped.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(ChecksumOffset)) != PackChecksum.Of(bytes.AsSpan(0, ChecksumOffset)))
            throw new DatasetException(path, "the end of the pack is damaged.");
        var footer = new PackFooter(
            BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)),
            BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)),
            BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(24)),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(32)),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(36)));

        // Each part against the room there is, so that no product or sum can overflow.
        var room = file.Length - Length - header.Length;
        var fits = footer.Count >= 1 && footer.Count <= Math.Min(int.MaxValue, room / header.RecordLength)
            && footer.NamesLength >= 0 && footer.NamesLength <= Math.Min(Array.MaxLength, room)
            && footer.DamagedLength >= 0 && footer.DamagedLength <= Math.Min(Array.MaxLength, room)
            && footer.Count * header.RecordLength + footer.NamesLength + footer.DamagedLength == room;
        return fits
            ? footer
            : throw new DatasetException(path, $"the pack says it has {footer.Count} records, which does not fit the {file.Length} bytes of the file.");
    }
}
