using GlGan.Cli.Commands;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Cli;

/// <summary>A folder holds what it holds: files that cannot be read are left out and listed, and nothing waits for ever.</summary>
public sealed class FolderRunTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();

    public FolderRunTests() => Directory.CreateDirectory(At("in"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_that_cannot_be_read_are_left_out_and_listed_with_the_reason()
    {
        Photo("a.png");
        SpecialFiles.Link(At("in/b.png"), "gone.png");
        SpecialFiles.Pipe(At("in/c.png"));
        Directory.CreateDirectory(At("in/d.png"));
        SpecialFiles.Link(At("in/e.png"), "e.png");
        File.WriteAllText(At("in/f.tif"), "");
        Photo("g.png");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(At("in/g.png"), UnixFileMode.None);
        Photo("z.jfif");

        var (exitCode, output, error) = Run("smooth", "--method", "guided", "--input", At("in"), "--out", At("out"));

        var text = CommandOutput.OneLine(output);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(Environment.IsPrivilegedProcess ? ["a.png", "g.png", "z.jfif"] : ["a.png", "z.jfif"], Written());
        foreach (var reason in (string[])["b.png: ", "is a link to 'gone.png', which is not there", "is a pipe, not a file", "d.png: this is a folder", "e.png: ", "f.tif: images of this format are not read"])
            Assert.Contains(reason, text);
        if (!Environment.IsPrivilegedProcess) Assert.Contains("g.png: Access to the path", text);
    }

    [Fact]
    public void A_blend_leaves_out_those_whose_mask_cannot_be_read()
    {
        foreach (var name in new[] { "a.png", "b.png", "c.png" }) Photo(name);
        Directory.CreateDirectory(At("masks"));
        File.Copy(At("in/a.png"), At("masks/a.png"));
        SpecialFiles.Pipe(At("masks/b.png"));
        File.Copy(At("in/a.png"), At("masks/c.png"));

        var (exitCode, output, _) = Run("blend", "--method", "alpha", "--foreground", At("in"), "--background", At("in/a.png"), "--mask", At("masks"), "--out", At("out"));

        Assert.Equal(0, exitCode);
        Assert.Equal(["a.png", "c.png"], Written());
        Assert.Contains("b.png' is a pipe, not a file", CommandOutput.OneLine(output));
    }

    [Fact]
    public void A_result_that_cannot_be_written_ends_the_run()
    {
        foreach (var name in new[] { "a.png", "b.png", "c.png" }) Photo(name);
        Directory.CreateDirectory(At("out/b.png/in the way"));

        var (exitCode, _, error) = Run("smooth", "--method", "guided", "--input", At("in"), "--out", At("out"));

        Assert.Equal(1, exitCode);
        Assert.Contains("b.png' is a folder, not a file", CommandOutput.OneLine(error));
        Assert.Equal(["a.png"], Directory.GetFiles(At("out")).Select(path => Path.GetFileName(path)!));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_of_results_is_named()
    {
        Photo("a.png");
        File.WriteAllText(At("o.png"), "");

        var (exitCode, _, error) = Run("smooth", "--method", "guided", "--input", At("in"), "--out", At("o.png"));

        Assert.Equal(1, exitCode);
        Assert.Contains($"--out: '{At("o.png")}' is a file; where the input is a folder, give a folder.", error);
    }

    [Fact]
    public void One_image_is_counted_as_one()
    {
        Photo("a.png");
        File.WriteAllText(At("in/b.tif"), "");

        var (_, output, _) = Run("smooth", "--method", "guided", "--input", At("in"), "--out", At("out"));

        Assert.Contains("1 image was left out:", output);
        Assert.Contains("wrote 1 image to ", output);
    }

    [Fact]
    public void A_folder_of_images_that_are_not_read_says_so()
    {
        File.WriteAllText(At("in/a.heic"), "");

        var (exitCode, _, error) = Run("smooth", "--method", "guided", "--input", At("in"), "--out", At("out"));

        Assert.Equal(1, exitCode);
        Assert.Contains("but of other kinds, such as a.heic: images of this format are not read", CommandOutput.OneLine(error));
        Assert.False(Directory.Exists(At("out")));
    }

    [Fact]
    public void Names_as_long_as_they_may_be_are_written()
    {
        var name = new string('p', 250);
        File.Copy(FixtureImages.PathOf("lossless.webp"), At($"in/{name}.webp"));
        File.Copy(FixtureImages.PathOf("small.png"), At($"in/x{name}.png"));

        var (exitCode, _, error) = Run("smooth", "--method", "guided", "--input", At("in"), "--out", At("out"));
        var packed = Run("data", "pack", At("in"), "--size", "16", "--out", At($"{name[..247]}.glpack"));

        Assert.Equal((0, "", 0), (exitCode, error, packed.ExitCode));
        Assert.Equal([$"{name}.png", $"x{name}.png"], Written());
        Assert.Contains($"{name[..247]}.glpack", _folder.Names());
    }

    [Theory]
    [InlineData("smooth", "--method", "guided", "--input", "pipe", "--out", "o.png")]
    [InlineData("smooth", "--method", "skin", "--input", "in/a.png", "--landmarks", "pipe", "--out", "o.png")]
    [InlineData("blend", "--foreground", "in/a.png", "--background", "pipe", "--mask", "in/a.png", "--out", "o.png")]
    [InlineData("blend", "--foreground", "in/a.png", "--background", "in/a.png", "--mask", "pipe", "--out", "o.png")]
    [InlineData("swap", "--source", "pipe", "--target", "in/a.png", "--landmarks", "in/a.png", "--out", "o.png")]
    [InlineData("swap", "--source", "in/a.png", "--target", "in/a.png", "--landmarks", "pipe", "--out", "o.png")]
    [InlineData("swap", "--source", "in/a.png", "--target", "in/a.png", "--landmarks", "in/a.png", "--model", "pipe", "--out", "o.png")]
    [InlineData("generate", "--model", "pipe", "--input", "in/a.png", "--landmarks", "1,1 2,1 1,2 1,3 2,3", "--out", "o.png")]
    [InlineData("generate", "--model", "in/a.png", "--input", "in/a.png", "--landmarks", "pipe", "--out", "o.png")]
    [InlineData("evaluate", "--model", "pipe", "--data", "in", "--out", "o")]
    [InlineData("evaluate", "--model", "in/a.png", "--recognizer", "pipe", "--data", "in", "--out", "o")]
    [InlineData("train", "--data", "pipe", "--out", "o")]
    [InlineData("train", "--data", "in", "--options", "pipe", "--out", "o")]
    [InlineData("train", "--data", "in", "--out", "pipe-run")]
    [InlineData("data", "inspect", "pipe")]
    [InlineData("data", "pack", "pipe", "--size", "16", "--out", "o.glpack")]
    [InlineData("data", "pack", "in", "--size", "16", "--out", "pipe")]
    [InlineData("data", "inspect", "in", "--out", "pipe.png")]
    public void A_pipe_is_refused_and_not_waited_at(params string[] command)
    {
        Photo("a.png");
        SpecialFiles.Pipe(At("pipe"));
        SpecialFiles.Pipe(At("pipe.png"));
        Directory.CreateDirectory(At("pipe-run"));
        SpecialFiles.Pipe(At("pipe-run/log.jsonl"));

        var (exitCode, _, error) = RunHere(command);

        Assert.Equal(1, exitCode);
        Assert.Matches("pipe.*(is a pipe, not a file|a pipe is no dataset)", CommandOutput.OneLine(error));
    }

    [Fact]
    public void An_inspection_tells_what_cannot_be_read()
    {
        Photo("a.png");
        SpecialFiles.Pipe(At("in/b.png"));
        SpecialFiles.Link(At("in/c.png"), "gone.png");

        var (exitCode, output, _) = Run("data", "inspect", At("in"));

        Assert.Equal(0, exitCode);
        Assert.Contains("damaged: 2 of 3 images looked at", CommandOutput.OneLine(output));
    }

    private string At(string name) => _folder.File(name);

    private void Photo(string name) => File.Copy(FixtureImages.PathOf("small.png"), At($"in/{name}"));

    private string[] Written() => [.. Directory.GetFiles(At("out")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static (int ExitCode, string Output, string Error) Run(params string[] command) => Run(null, command);

    private (int ExitCode, string Output, string Error) RunHere(string[] command) => Run(_folder.FullPath, command);

    // In a process of its own, which can be killed where it waits at a pipe.
    private static (int ExitCode, string Output, string Error) Run(string? folder, string[] command)
    {
        using var process = new ChildProcess("dotnet", ["exec", typeof(GlganCommand).Assembly.Location, .. command], folder, Limit);
        return process.Finish();
    }
}
