using GlGan.Foundation;

namespace GlGan.Tests.Foundation;

public sealed class PathTargetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PathTargetTests()
    {
        Directory.CreateDirectory(_folder.File("in/deep"));
        File.WriteAllText(_folder.File("in/a"), "a");
        File.WriteAllText(_folder.File("in/b"), "a");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_paths_to_a_file_have_one_identity_and_other_files_another()
    {
        SpecialFiles.Link(_folder.File("link"), "in/a");
        SpecialFiles.Link(_folder.File("folder"), "in");
        SpecialFiles.HardLink(_folder.File("hard"), _folder.File("in/a"));
        var file = PathTarget.Of(_folder.File("in/a"));

        Assert.Equal(PathKind.File, file.Kind);
        Assert.All(["link", "folder/a", "hard", "in/../in/./a"], path => Assert.Equal(file, PathTarget.Of(_folder.File(path))));
        Assert.NotEqual(file, PathTarget.Of(_folder.File("in/b")));
        Assert.Equal(PathTarget.Of(_folder.File("in")), PathTarget.Of(_folder.File("folder/")));
    }

    [Fact]
    public void Kinds_are_told_apart()
    {
        SpecialFiles.Link(_folder.File("nowhere"), "missing");
        SpecialFiles.Link(_folder.File("circle"), "circle");

        Assert.Equal(PathKind.Folder, PathTarget.Of(_folder.FullPath).Kind);
        Assert.Equal(PathKind.Pipe, PathTarget.Of(SpecialFiles.Pipe(_folder.File("pipe"))).Kind);
        Assert.Equal(PathKind.Device, PathTarget.Of("/dev/null").Kind);
        Assert.All(["missing", "nowhere", "circle", "in/a/b"], path => Assert.Equal(default, PathTarget.Of(_folder.File(path))));
    }

    [Fact]
    public void A_real_path_has_no_links_wherever_they_lead()
    {
        SpecialFiles.Link(_folder.File("folder"), "in/deep");
        SpecialFiles.Link(_folder.File("in/deep/up"), "../b");
        SpecialFiles.Link(_folder.File("absolute"), _folder.File("folder/up"));
        var real = RealPath.Of(_folder.FullPath);

        Assert.Equal(Path.Combine(real, "in", "b"), RealPath.Of(_folder.File("folder/up")));
        Assert.Equal(Path.Combine(real, "in", "b"), RealPath.Of(_folder.File("absolute")));
        Assert.Equal(Path.Combine(real, "in", "deep", "new", "x"), RealPath.Of(_folder.File("folder/new/x")));
    }

    [Fact]
    public void A_file_that_cannot_be_one_is_refused_in_words()
    {
        SpecialFiles.Link(_folder.File("nowhere"), "gone/away");

        Assert.Contains("nowhere' is a link to 'gone/away', which is not there", Assert.Throws<FileNotFoundException>(() => UserFile.Require(_folder.File("nowhere"))).Message);
        Assert.Contains("in' is a folder, not a file", Assert.Throws<IOException>(() => UserFile.Require(_folder.File("in"))).Message);
        Assert.Contains("is a pipe, not a file", Assert.Throws<IOException>(() => UserFile.Require(SpecialFiles.Pipe(_folder.File("pipe")))).Message);
    }
}
