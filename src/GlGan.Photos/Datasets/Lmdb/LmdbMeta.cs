using System.Buffers.Binary;
using System.Numerics;

namespace GlGan.Datasets;

/// <summary>One of the two meta pages, the beginnings of a snapshot. Layout: MDB_meta and MDB_db of LMDB's mdb.c, 64-bit.</summary>
/// <param name="PageSize">Size of every page in bytes.</param>
/// <param name="Transaction">Number of the transaction that wrote it; the higher one counts.</param>
/// <param name="LastPage">Number of the last page in use.</param>
/// <param name="Flags">Flags of the main database; 0 for plain byte-wise ordered keys with one value each.</param>
/// <param name="Depth">Levels of the tree of the main database.</param>
/// <param name="Entries">Entries of the main database.</param>
/// <param name="Root">Root page of the main database, or <see cref="NoPage"/>.</param>
internal sealed record LmdbMeta(int PageSize, ulong Transaction, ulong LastPage, int Flags, int Depth, ulong Entries, ulong Root)
{
    internal const ulong NoPage = ulong.MaxValue;

    /// <summary>Bytes of a meta page that are read.</summary>
    internal const int Size = 152;

    internal const int SmallestPage = 512;

    internal const int LargestPage = 65536;

    private const uint Magic = 0xBEEFC0DE;
    private const uint Version = 1;
    private const int IsMeta = 0x08;

    /// <summary>Chooses the newest valid one of the two meta pages.</summary>
    internal static LmdbMeta Newest(LmdbMap map, string path)
    {
        var first = Read(map, 0, out var problem);
        var second = first is not null ? Read(map, first.PageSize, out _) : FindSecond(map);
        if (second is not null && first is not null && second.PageSize != first.PageSize) second = null;
        if (first is null && second is null) throw new LmdbException(path, null, problem);
        if (first is not null && map.Length < 2 * first.PageSize)
            throw new LmdbException(path, null, "the second meta page is missing: the file was cut short.");
        return first is null || second?.Transaction > first.Transaction ? second! : first;
    }

    // Without the first meta page the page size is not known, and the second is looked for where each size would put it.
    private static LmdbMeta? FindSecond(LmdbMap map)
    {
        for (var size = SmallestPage; size <= LargestPage; size *= 2)
            if (Read(map, size, out _) is { } meta && meta.PageSize == size)
                return meta;
        return null;
    }

    private static LmdbMeta? Read(LmdbMap map, long offset, out string problem)
    {
        problem = $"the file has {map.Length} bytes, too few for an LMDB file.";
        if (map.Length - offset < Size) return null;
        var page = map.Slice(offset, Size);
        problem = Problem(page);
        if (problem.Length > 0) return null;
        var main = page[88..];
        return new LmdbMeta(
            (int)BinaryPrimitives.ReadUInt32LittleEndian(page[40..]),
            BinaryPrimitives.ReadUInt64LittleEndian(page[144..]),
            BinaryPrimitives.ReadUInt64LittleEndian(page[136..]),
            BinaryPrimitives.ReadUInt16LittleEndian(main[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(main[6..]),
            BinaryPrimitives.ReadUInt64LittleEndian(main[32..]),
            BinaryPrimitives.ReadUInt64LittleEndian(main[40..]));
    }

    private static string Problem(ReadOnlySpan<byte> page)
    {
        const string Export = "write it again on a 64-bit little-endian machine (mdb_dump there, mdb_load here).";
        var magic = BinaryPrimitives.ReadUInt32LittleEndian(page[16..]);
        if (magic == BinaryPrimitives.ReverseEndianness(Magic)) return $"the LMDB file was written on a big-endian machine; {Export}";
        // The page header of 32-bit LMDB is four bytes shorter.
        var narrow = BinaryPrimitives.ReadUInt32LittleEndian(page[12..]);
        if (narrow == Magic || narrow == BinaryPrimitives.ReverseEndianness(Magic)) return $"the LMDB file was written by a 32-bit program; {Export}";
        if (magic != Magic || (BinaryPrimitives.ReadUInt16LittleEndian(page[10..]) & IsMeta) == 0)
            return "not an LMDB file: it does not start with a meta page.";
        var version = BinaryPrimitives.ReadUInt32LittleEndian(page[20..]);
        if (version != Version) return $"the LMDB file has format version {version}; only version {Version} is read.";
        var size = BinaryPrimitives.ReadUInt32LittleEndian(page[40..]);
        return size is >= SmallestPage and <= LargestPage && BitOperations.IsPow2(size)
            ? ""
            : $"the meta page asks for pages of {size} bytes, expected a power of two from {SmallestPage} to {LargestPage}.";
    }
}
