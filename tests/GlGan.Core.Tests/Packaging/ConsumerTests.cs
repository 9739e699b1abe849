using System.Text;
using GlGan.Imaging;

namespace GlGan.Tests.Packaging;

/// <summary>A new user, outside the repository, follows the readme with the packages as they would be published.</summary>
[Collection("Packages")]
public sealed class ConsumerTests(PackageFeed feed) : IDisposable
{
    private static readonly QuickStart Readme = QuickStart.Of("README.md");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_program_of_the_readme_trains_saves_loads_and_synthesises()
    {
        File.WriteAllText(_folder.File("nuget.config"), $"""<configuration><packageSources><add key="packed" value="{feed.FullPath}" /></packageSources></configuration>""");
        DotnetCommand.Run(_folder.FullPath, "new", "console", "--name", "App", "--output", ".", "--no-restore");

        // A face takes minutes, of which the first seconds show all but how it looks.
        var program = Readme.Program.Replace(".WithImages(6_000)", ".WithImages(320)");
        Assert.NotEqual(Readme.Program, program);
        File.WriteAllText(_folder.File("Program.cs"), program);
        string shown;
        try
        {
            foreach (var package in Readme.Packages)
                DotnetCommand.Run(_folder.FullPath, ["add", "package", .. package, .. package is ["GlGan.Core"] ? (string[])["--version", feed.Version] : []]);
            shown = DotnetCommand.Run(_folder.FullPath, "run");
        }
        finally
        {
            RemoveFromCache("glgan.core");
            RemoveFromCache("glgan.photos");
        }

        Assert.True(File.Exists(_folder.File("model.safetensors")));
        Assert.Contains("320 images", shown);
        Assert.Equal(64, ImageFile.Load(_folder.File("frontal.png")).Width);
        Assert.Contains("trainedAlgorithmicMedia", File.ReadAllText(_folder.File("frontal.png"), Encoding.Latin1));
    }

    [Fact]
    public void The_tool_installs_and_finds_that_training_can_run()
    {
        DotnetCommand.Run(_folder.FullPath, "tool", "install", "glgan", "--tool-path", "tools", "--version", feed.Version, "--source", feed.FullPath);

        var report = DotnetCommand.RunProgram(_folder.FullPath, _folder.File(OperatingSystem.IsWindows() ? "tools/glgan.exe" : "tools/glgan"), "doctor");

        Assert.Contains("Training can run.", report);
    }

    [Fact]
    public void The_readme_of_the_package_says_the_same_as_that_of_the_repository()
    {
        var package = QuickStart.Of("docs", "package", "README.md");

        Assert.Equal(Readme.Program, package.Program);
        Assert.Equal(Readme.Packages, package.Packages);
        Assert.Equal(["GlGan.Core", "TorchSharp-cpu"], Readme.Packages.Select(arguments => arguments[0]));
    }

    private void RemoveFromCache(string id)
    {
        var cache = DotnetCommand.Run(_folder.FullPath, "nuget", "locals", "global-packages", "--list").Split(": ", 2)[1].Trim();
        var copy = Path.Combine(cache, id, feed.Version);
        if (Directory.Exists(copy)) Directory.Delete(copy, recursive: true);
    }
}
