using System.Buffers.Binary;
using GlGan.Datasets;

namespace GlGan.Tests.Datasets;

public sealed class LmdbDamageTests
{
    // Offsets in both meta pages: see MDB_meta in LMDB's mdb.c.
    private const int PageSizeField = 40;
    private const int Flags = 92;
    private const int Depth = 94;
    private const int Entries = 120;
    private const int Root = 128;
    private const int LastPage = 136;

    [Theory]
    [InlineData(PageSizeField, 4000, 4, "pages of 4000 bytes, expected a power of two")]
    [InlineData(PageSizeField, 1 << 30, 4, "pages of 1073741824 bytes")]
    [InlineData(20, 999, 4, "format version 999")]
    [InlineData(10, 2, 2, "not an LMDB file")]
    [InlineData(Flags, 4, 2, "flags 0x4; duplicates")]
    [InlineData(Depth, 0, 2, "0 levels deep")]
    [InlineData(Depth, 33, 2, "33 levels deep")]
    [InlineData(Depth, 2, 2, "expected a Leaf page, found Branch")]
    [InlineData(Depth, 4, 2, "expected a Branch page, found Leaf")]
    [InlineData(Entries, long.MaxValue, 8, "counts 9223372036854775807 entries")]
    [InlineData(Entries, 0, 8, "counts 0 entries")]
    [InlineData(Entries, 149, 8, "counts 149 entries, but the leaf pages hold 150")]
    [InlineData(Root, 1, 8, "page 1 is used")]
    [InlineData(Root, 1 << 20, 8, "the root page 1048576 lies beyond")]
    [InlineData(Root, -1, 8, "names no root page")]
    public void A_meta_page_that_lies_is_refused(int offset, long value, int size, string problem)
    {
        var bytes = LmdbFixtures.Bytes("pages_512");
        Set(bytes, offset, value, size);
        Set(bytes, 512 + offset, value, size);

        var error = Assert.Throws<LmdbException>(() => ReadAll(bytes));

        Assert.StartsWith("'damaged.mdb'", error.Message);
        Assert.Contains(problem, error.Message);
    }

    [Fact]
    public void Files_of_other_machines_are_named()
    {
        var big = LmdbFixtures.Bytes("pages_512");
        foreach (var page in (int[])[0, 512]) big.AsSpan(page + 16, 4).Reverse();
        var narrow = LmdbFixtures.Bytes("pages_512");
        foreach (var page in (int[])[0, 512]) narrow.AsSpan(page + 16, 200).CopyTo(narrow.AsSpan(page + 12));

        Assert.Contains("big-endian", Assert.Throws<LmdbException>(() => ReadAll(big)).Message);
        Assert.Contains("32-bit", Assert.Throws<LmdbException>(() => ReadAll(narrow)).Message);
        Assert.Contains("not an LMDB file", Assert.Throws<LmdbException>(() => ReadAll(new byte[10_000])).Message);
        Assert.Contains("too few", Assert.Throws<LmdbException>(() => ReadAll(new byte[100])).Message);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(32)]
    public void A_branch_that_leads_in_circles_ends(int depth)
    {
        var bytes = LmdbFixtures.Bytes("pages_512");
        foreach (var meta in (int[])[0, 512]) Set(bytes, meta + Depth, depth, 2);
        foreach (var branch in Pages(bytes, kind: 1))
            for (var place = 16; place < BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(branch + 12)); place += 2)
                Set(bytes, branch + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(branch + place)), branch / 512, 4);

        Assert.Contains("found Branch", Assert.Throws<LmdbException>(() => ReadAll(bytes)).Message);
    }

    // 31 levels of branches whose children are all the same page below: as many ways to the leaf as no reader can walk.
    [Fact]
    public void A_tree_of_more_ways_than_pages_ends()
    {
        const int Levels = 32;
        var bytes = new byte[512 * (2 + Levels)];
        LmdbFixtures.Bytes("small").AsSpan(0, 1024).CopyTo(bytes);
        foreach (var meta in (int[])[0, 512])
        {
            Set(bytes, meta + Depth, Levels, 2);
            Set(bytes, meta + Entries, 100, 8);
            Set(bytes, meta + Root, 2, 8);
            Set(bytes, meta + LastPage, 1 + Levels, 8);
        }

        for (var page = 2; page < 2 + Levels; page++)
        {
            Set(bytes, page * 512, page, 8);
            Set(bytes, page * 512 + 10, page == 1 + Levels ? 2 : 1, 2);
            Set(bytes, page * 512 + 12, 16 + 2 * 4, 2);
            for (var node = 0; node < 4; node++)
            {
                Set(bytes, page * 512 + 16 + 2 * node, 400 + 10 * node, 2);
                if (page < 1 + Levels) Set(bytes, page * 512 + 400 + 10 * node, page + 1, 4);
            }
        }

        Assert.Contains("the same page again", Assert.Throws<LmdbException>(() => ReadAll(bytes)).Message);
    }

    [Theory]
    [InlineData(0, 7, 4, "the page says it is page 7")]
    [InlineData(10, 2, 2, "expected a Overflow page, found Leaf")]
    [InlineData(12, 0, 4, "takes 0 pages")]
    [InlineData(12, 1, 4, "a value of 2000 bytes does not fit its 1 pages")]
    [InlineData(12, -1, 4, "takes 4294967295 pages")]
    public void A_value_that_leaves_its_pages_is_refused(int offset, long value, int size, string problem)
    {
        var bytes = LmdbFixtures.Bytes("pages_512");
        foreach (var page in Pages(bytes, kind: 4)) Set(bytes, page + offset, value, size);

        Assert.Contains(problem, Assert.Throws<LmdbException>(() => ReadAll(bytes)).Message);
    }

    [Theory]
    [InlineData("pages_512")]
    [InlineData("pages_4096")]
    public void A_file_cut_short_is_refused_unless_only_free_pages_are_gone(string name)
    {
        var bytes = LmdbFixtures.Bytes(name);
        var whole = LmdbFixtures.Dumped(name);
        for (var length = bytes.Length - 1; length >= 152; length -= 97)
        {
            try
            {
                using var reader = LmdbReader.Open(bytes.AsMemory(0, length), "short.mdb");
                Assert.Equal(whole, LmdbFixtures.Read(reader));
                Assert.InRange(length, bytes.Length - 2 * reader.PageSize, bytes.Length);
            }
            catch (LmdbException error)
            {
                Assert.Contains("cut short", error.Message);
            }
        }
    }

    [Fact]
    public void An_empty_file_and_a_folder_without_one_are_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("nothing.mdb"), []);

        Assert.Contains("nothing.mdb", Assert.Throws<LmdbException>(() => LmdbReader.Open(folder.File("nothing.mdb"))).Message);
        Assert.Contains("data.mdb", Assert.Throws<FileNotFoundException>(() => LmdbReader.Open(folder.FullPath)).Message);
    }

    private static void ReadAll(ReadOnlyMemory<byte> bytes)
    {
        using var reader = LmdbReader.Open(bytes, "damaged.mdb");
        LmdbFixtures.Read(reader);
    }

    private static IEnumerable<int> Pages(byte[] bytes, int kind) =>
        Enumerable.Range(2, bytes.Length / 512 - 2).Select(page => page * 512)
            .Where(page => bytes[page + 10] == kind && bytes[page + 11] == 0 && BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(page)) == page / 512);

    private static void Set(byte[] bytes, int offset, long value, int size)
    {
        Span<byte> little = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(little, value);
        little[..size].CopyTo(bytes.AsSpan(offset));
    }
}
