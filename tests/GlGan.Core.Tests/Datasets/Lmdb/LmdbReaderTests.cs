using System.Text;
using GlGan.Datasets;

namespace GlGan.Tests.Datasets;

public sealed class LmdbReaderTests
{
    [Theory]
    [InlineData("empty", 4096, 0)]
    [InlineData("one", 4096, 1)]
    [InlineData("loaded", 4096, 7)]
    [InlineData("small", 512, 9)]
    [InlineData("pages_512", 512, 150)]
    [InlineData("pages_4096", 4096, 120)]
    [InlineData("pages_16384", 16384, 60)]
    [InlineData("deleted", 512, 40)]
    [InlineData("emptied", 512, 0)]
    [InlineData("two_commits", 512, 3)]
    [InlineData("three_commits", 512, 4)]
    [InlineData("church_outdoor_val", 4096, 4)]
    public void A_database_written_by_LMDB_holds_what_mdb_dump_says(string name, int pageSize, int count)
    {
        using var reader = LmdbFixtures.Open(name);

        Assert.Equal((pageSize, count), (reader.PageSize, reader.Count));
        Assert.Equal(LmdbFixtures.Dumped(name), LmdbFixtures.Read(reader));
    }

    [Fact]
    public void An_empty_database_has_no_entry()
    {
        using var reader = LmdbFixtures.Open("empty");

        Assert.Equal(0, reader.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = reader[0]; });
    }

    [Fact]
    public void The_newest_commit_counts_and_the_one_before_it_serves_when_its_meta_page_is_torn()
    {
        using var two = LmdbFixtures.Open("two_commits");
        using var three = LmdbFixtures.Open("three_commits");
        using var torn = LmdbReader.Open(Damaged("two_commits", 16, 0), "torn");
        using var tornSecond = LmdbReader.Open(Damaged("three_commits", 512 + 16, 0), "torn");

        Assert.Equal("2", Newest(two));
        Assert.Equal("3", Newest(three));
        Assert.Equal("1", Newest(torn));
        Assert.Equal("2", Newest(tornSecond));
    }

    [Fact]
    public void A_folder_is_read_without_a_lock_file_and_not_after_disposal()
    {
        using var folder = new TemporaryFolder();
        File.Copy(LmdbFixtures.PathOf("one.mdb"), folder.File("data.mdb"));

        var reader = LmdbReader.Open(folder.FullPath);
        var read = LmdbFixtures.Read(reader);
        reader.Dispose();

        Assert.Equal(LmdbFixtures.Dumped("one"), read);
        Assert.Equal(["data.mdb"], folder.Names());
        Assert.Throws<ObjectDisposedException>(() => reader.Hold());
    }

    [Fact]
    public void Threads_read_the_same_together_as_alone()
    {
        using var reader = LmdbFixtures.Open("pages_512");
        var expected = LmdbFixtures.Dumped("pages_512");

        Parallel.For(0, 8, _ => Assert.Equal(expected, LmdbFixtures.Read(reader)));
    }

    [Fact]
    public void Named_databases_are_refused() =>
        Assert.Contains("holds named databases", Assert.Throws<LmdbException>(() => LmdbFixtures.Open("named")).Message);

    [Fact]
    public void Ten_thousand_entries_with_overflow_pages_are_read_as_mdb_dump_reads_them()
    {
        using var folder = new TemporaryFolder();
        PythonScript.RunFile(RepositoryFiles.At("tests", "GlGan.Core.Tests", "Fixtures", "python", "make_lmdb.py"), folder.FullPath, "10000");
        var dumped = LmdbFixtures.Pairs(Oracle.Run("mdb_dump", folder.FullPath).Split('\n'));
        using var reader = LmdbReader.Open(folder.FullPath);

        Assert.Equal(10_000, dumped.Count);
        Assert.True(dumped.Max(pair => pair.Value.Length) / 2 > 2 * reader.PageSize, "no value takes several pages");
        Assert.Equal(dumped, LmdbFixtures.Read(reader));
    }

    private static string Newest(LmdbReader reader) =>
        Encoding.ASCII.GetString(Convert.FromHexString(LmdbFixtures.Read(reader).Single(pair => pair.Key == Convert.ToHexStringLower("newest"u8)).Value));

    private static byte[] Damaged(string name, int offset, byte value)
    {
        var bytes = LmdbFixtures.Bytes(name);
        bytes[offset] = value;
        return bytes;
    }
}
