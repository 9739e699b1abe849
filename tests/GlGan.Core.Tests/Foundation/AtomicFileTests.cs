using GlGan.Foundation;

namespace GlGan.Tests.Foundation;

public sealed class AtomicFileTests : IDisposable
{
    private static readonly byte[] Bytes = [1, 2, 3];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("p", 255)]
    [InlineData("p", 218)]
    [InlineData("ä", 127)]
    public void A_name_may_be_as_long_as_the_file_system_allows(string letter, int times)
    {
        var name = string.Concat(Enumerable.Repeat(letter, times));

        AtomicFile.Write(_folder.File(name), Bytes);
        AtomicFile.Write(_folder.File(name), Bytes);

        Assert.Equal([name], _folder.Names());
    }

    [Fact]
    public void A_link_stays_one_and_the_file_it_leads_to_is_written()
    {
        Directory.CreateDirectory(_folder.File("there"));
        File.WriteAllText(_folder.File("there/old"), "old");
        SpecialFiles.Link(_folder.File("link"), "there/old");
        SpecialFiles.Link(_folder.File("new"), "there/new");

        AtomicFile.Write(_folder.File("link"), Bytes);
        AtomicFile.Write(_folder.File("new"), Bytes);

        Assert.Equal(("there/old", "there/new"), (new FileInfo(_folder.File("link")).LinkTarget, new FileInfo(_folder.File("new")).LinkTarget));
        Assert.All(["old", "new"], name => Assert.Equal(Bytes, File.ReadAllBytes(_folder.File($"there/{name}"))));
        Assert.Equal(["new", "old"], Directory.GetFileSystemEntries(_folder.File("there")).Select(path => Path.GetFileName(path)!).Order());
    }

    [Fact]
    public void Of_two_names_of_a_file_only_the_one_written_changes()
    {
        File.WriteAllText(_folder.File("a"), "old");
        SpecialFiles.HardLink(_folder.File("b"), _folder.File("a"));

        AtomicFile.Write(_folder.File("b"), Bytes);

        Assert.Equal("old", File.ReadAllText(_folder.File("a")));
        Assert.Equal(Bytes, File.ReadAllBytes(_folder.File("b")));
    }

    [Fact]
    public void A_file_that_is_replaced_hands_its_permissions_on_and_a_new_one_has_the_usual()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other permissions.");
            return;
        }

        File.WriteAllText(_folder.File("usual"), "");
        File.WriteAllText(_folder.File("private"), "old");
        File.SetUnixFileMode(_folder.File("private"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        SpecialFiles.Link(_folder.File("link"), "private");
        var before = DateTime.UtcNow.AddSeconds(-2);
        File.SetLastWriteTimeUtc(_folder.File("private"), before.AddDays(-1));

        AtomicFile.Write(_folder.File("new"), Bytes);
        AtomicFile.Write(_folder.File("link"), Bytes);

        Assert.Equal(File.GetUnixFileMode(_folder.File("usual")), File.GetUnixFileMode(_folder.File("new")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.File("private")));
        Assert.InRange(File.GetLastWriteTimeUtc(_folder.File("private")), before, DateTime.UtcNow.AddMinutes(1));
    }

    [Fact]
    public void What_is_said_of_a_hidden_file_is_told_of_the_one_it_stands_for()
    {
        var (denied, full, other) = (new UnauthorizedAccessException("Access to '/a/.x' is denied."), new IOException("No space left: '/a/.x'"), new IOException("'/b'"));

        Assert.Equal("Access to '/a/b' is denied.", Assert.IsType<UnauthorizedAccessException>(UserFile.Told(denied, "/a/.x", "/a/b")).Message);
        Assert.Equal("No space left: '/a/b'", Assert.IsType<IOException>(UserFile.Told(full, "/a/.x", "/a/b")).Message);
        Assert.Same(other, UserFile.Told(other, "/a/.x", "/a/b"));
    }

    [Fact]
    public void An_error_names_the_file_and_not_the_temporary_one()
    {
        var problem = Assert.Throws<IOException>(() => AtomicFile.Write(_folder.File("a"), stream => throw new IOException($"No space left on device : '{stream.Name}'")));

        Assert.Equal($"No space left on device : '{RealPath.Of(_folder.File("a"))}'", problem.Message);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void What_is_no_file_is_not_replaced()
    {
        Directory.CreateDirectory(_folder.File("folder"));
        SpecialFiles.Pipe(_folder.File("pipe"));
        SpecialFiles.Link(_folder.File("to-pipe"), "pipe");
        SpecialFiles.Link(_folder.File("circle"), "circle");
        var names = _folder.Names();

        Assert.Contains("is a folder, not a file", Refusal("folder"));
        Assert.Contains("is a pipe, not a file", Refusal("pipe"));
        Assert.Contains("is a pipe, not a file", Refusal("to-pipe"));
        Assert.Contains("leads in a circle", Refusal("circle"));
        Assert.Equal(names, _folder.Names());

        string Refusal(string name) => Assert.Throws<IOException>(() => AtomicFile.Write(_folder.File(name), Bytes)).Message;
    }
}
