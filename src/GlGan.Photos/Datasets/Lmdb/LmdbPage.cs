using System.Buffers.Binary;

namespace GlGan.Datasets;

/// <summary>A leaf or branch page: a sorted list of nodes. Layout: MDB_page and MDB_node of LMDB's mdb.c, 64-bit.</summary>
internal readonly ref struct LmdbPage
{
    internal const int HeaderSize = 16;

    // Branch, leaf, overflow, meta, fixed-size duplicates, sub-page: the rest is bookkeeping of a running writer.
    private const int KindMask = 0x6F;
    private const int NodeHeader = 8;
    private const int OnOverflowPages = 0x01;
    private const int SubDatabase = 0x02;

    private readonly LmdbFile _file;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly long _number;

    internal LmdbPage(LmdbFile file, long number, ReadOnlySpan<byte> bytes)
    {
        _file = file;
        _number = number;
        _bytes = bytes;
        int lower = BinaryPrimitives.ReadUInt16LittleEndian(bytes[12..]);
        if (lower <= HeaderSize || lower > bytes.Length || lower % 2 != 0)
            throw file.Error(number, $"the list of nodes ends at byte {lower} of {bytes.Length}: the page is damaged.");
        Count = (lower - HeaderSize) / 2;
    }

    /// <summary>Number of nodes, at least one.</summary>
    internal int Count { get; }

    /// <summary>What a page says about itself: its number and kind.</summary>
    internal static (ulong Number, LmdbPageKind Kind) Identity(ReadOnlySpan<byte> page) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(page), (LmdbPageKind)(BinaryPrimitives.ReadUInt16LittleEndian(page[10..]) & KindMask));

    /// <summary>How many pages a value takes, on the first of them.</summary>
    internal static uint OverflowPages(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page[12..]);

    internal ReadOnlySpan<byte> Key(int index) => Key(Node(index));

    /// <summary>The page a node of a branch page points to.</summary>
    internal long Child(int index)
    {
        var node = Node(index);
        return BinaryPrimitives.ReadUInt32LittleEndian(node) | (long)BinaryPrimitives.ReadUInt16LittleEndian(node[4..]) << 32;
    }

    /// <summary>The value of a node of a leaf page.</summary>
    internal ReadOnlySpan<byte> Value(int index)
    {
        var node = Node(index);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(node);
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(node[4..]);
        var data = node[(NodeHeader + Key(node).Length)..];
        if ((flags & SubDatabase) != 0) throw _file.Error(_number, "the file holds named databases; only the main database is read.");
        if (flags == OnOverflowPages && data.Length >= sizeof(ulong))
            return _file.Overflow(BinaryPrimitives.ReadUInt64LittleEndian(data), length, _number);
        return flags == 0 && length <= data.Length
            ? data[..(int)length]
            : throw _file.Error(_number, $"node {index} has {length} bytes of value and flags 0x{flags:x}: the page is damaged.");
    }

    private ReadOnlySpan<byte> Key(ReadOnlySpan<byte> node)
    {
        int length = BinaryPrimitives.ReadUInt16LittleEndian(node[6..]);
        return length <= node.Length - NodeHeader ? node.Slice(NodeHeader, length) : throw _file.Error(_number, $"a key of {length} bytes leaves the page.");
    }

    // From the node to the end of the page.
    private ReadOnlySpan<byte> Node(int index)
    {
        int offset = BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(HeaderSize + 2 * index)..]);
        return offset >= HeaderSize + 2 * Count && offset <= _bytes.Length - NodeHeader
            ? _bytes[offset..]
            : throw _file.Error(_number, $"node {index} starts at byte {offset} of {_bytes.Length}: the page is damaged.");
    }
}
