namespace GlGan.Datasets;

/// <summary>The pages of one snapshot. What the meta page promises is checked when the file is opened, each page when it is used.</summary>
internal sealed class LmdbFile : IDisposable
{
    internal const int MaxDepth = 32;

    // Node header, a key of one byte, padding, and the pointer to the node.
    private const int SmallestNode = 12;

    private const string CutShort = "it was cut short or is damaged.";

    private readonly LmdbMap _map;

    internal LmdbFile(LmdbMap map, string path)
    {
        _map = map;
        Path = path;
        var meta = LmdbMeta.Newest(map, path);
        PageSize = meta.PageSize;
        // Only whole pages count: the file may also be shorter than the last page when the pages at its end are free.
        PageCount = (long)Math.Min(meta.LastPage, long.MaxValue - 1) + 1;
        PageCount = Math.Min(PageCount, map.Length / PageSize);
        if (meta.Flags != 0)
            throw Error(null, $"the main database has flags 0x{meta.Flags:x}; duplicates, reversed keys and integer keys are not read.");
        if (meta.Root == LmdbMeta.NoPage)
        {
            if (meta.Entries != 0 || meta.Depth != 0) throw Error(null, $"the meta page counts {meta.Entries} entries, but names no root page.");
            return;
        }

        if (meta.Depth is < 1 or > MaxDepth) throw Error(null, $"the meta page says the tree is {meta.Depth} levels deep, expected 1 to {MaxDepth}.");
        if (meta.Entries == 0) throw Error(null, "the meta page names a root page, but counts 0 entries.");
        if (meta.Entries > (ulong)PageCount * (ulong)(PageSize / SmallestNode))
            throw Error(null, $"the meta page counts {meta.Entries} entries, more than {PageCount} pages of {PageSize} bytes hold: {CutShort}");
        if (meta.Root >= (ulong)PageCount)
            throw Error(null, $"the root page {meta.Root} lies beyond the {PageCount} pages of the file: {CutShort}");
        (Root, Depth, Count) = ((long)meta.Root, meta.Depth, (long)meta.Entries);
    }

    internal string Path { get; }

    internal int PageSize { get; }

    internal long PageCount { get; }

    internal long Root { get; }

    /// <summary>Levels of the tree; 0 when it is empty.</summary>
    internal int Depth { get; }

    internal long Count { get; }

    internal LmdbHold Hold() => _map.Hold();

    internal LmdbPage Leaf(long number) => new(this, number, Page(number, LmdbPageKind.Leaf));

    internal LmdbPage Branch(long number) => new(this, number, Page(number, LmdbPageKind.Branch));

    /// <summary>The bytes of a value on its own pages.</summary>
    /// <param name="number">The first of these pages.</param>
    /// <param name="length">Bytes of the value.</param>
    /// <param name="user">Page that points there, for messages.</param>
    internal ReadOnlySpan<byte> Overflow(ulong number, uint length, long user)
    {
        if (number > long.MaxValue) throw Beyond(number, user);
        var first = Page((long)number, LmdbPageKind.Overflow, user);
        var pages = LmdbPage.OverflowPages(first);
        if (pages == 0 || pages > PageCount - (long)number)
            throw Error((long)number, $"a value takes {pages} pages, but the file has {PageCount}: {CutShort}");
        if (length > Math.Min((long)pages * PageSize - LmdbPage.HeaderSize, Array.MaxLength))
            throw Error((long)number, $"a value of {length} bytes does not fit its {pages} pages of {PageSize} bytes.");
        return _map.Slice((long)number * PageSize + LmdbPage.HeaderSize, (int)length);
    }

    internal LmdbException Error(long? page, string problem) => new(Path, page, problem);

    public void Dispose() => _map.Dispose();

    private ReadOnlySpan<byte> Page(long number, LmdbPageKind kind, long? user = null)
    {
        // The two meta pages are never part of a tree.
        if (number < 2 || number >= PageCount) throw Beyond((ulong)number, user);
        var page = _map.Slice(number * PageSize, PageSize);
        var (self, found) = LmdbPage.Identity(page);
        if (self != (ulong)number) throw Error(number, $"the page says it is page {self}: the file is damaged.");
        return found == kind ? page : throw Error(number, $"expected a {kind} page, found {(Enum.IsDefined(found) ? found : $"flags 0x{(int)found:x}")}.");
    }

    private LmdbException Beyond(ulong number, long? user) =>
        Error(user, $"page {number} is used, but only pages 2 to {PageCount - 1} are in the file: {CutShort}");
}
