namespace GlGan.Tests.Packaging;

/// <summary>The packages of the repository, packed into a folder. Their version is a new one every time, so that no cache serves another run's.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    internal string FullPath => _folder.FullPath;

    internal string Version { get; } = $"0.0.0-test{Guid.NewGuid():N}";

    /// <summary>Where the source of the packages is said to be.</summary>
    internal static string Repository => "https://example.org/glgan";

    /// <summary>What packing says.</summary>
    internal string Output { get; private set; } = "";

    internal static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public ValueTask InitializeAsync()
    {
        // The libraries are packed as they were built for the tests. The tool is built for this machine's runtime, under the version it has, from those libraries.
        Output = DotnetCommand.Run(RepositoryFiles.Root, "pack", "src/GlGan.Photos", "-c", Configuration, "-o", FullPath, "--no-build", $"-p:PackageVersion={Version}", $"-p:RepositoryUrl={Repository}");
        Output += DotnetCommand.Run(RepositoryFiles.Root, "pack", "src/GlGan.Onnx", "-c", Configuration, "-o", FullPath, "--no-build", $"-p:PackageVersion={Version}", $"-p:RepositoryUrl={Repository}");
        Output += DotnetCommand.Run(RepositoryFiles.Root, "pack", "src/GlGan.Mpi", "-c", Configuration, "-o", FullPath, "--no-build", $"-p:PackageVersion={Version}", $"-p:RepositoryUrl={Repository}");
        Output += DotnetCommand.Run(RepositoryFiles.Root, "pack", "src/GlGan.Video", "-c", Configuration, "-o", FullPath, "--no-build", $"-p:PackageVersion={Version}", $"-p:RepositoryUrl={Repository}");
        Output += DotnetCommand.Run(RepositoryFiles.Root, "pack", "src/GlGan.Core", "-c", Configuration, "-o", FullPath, "--no-build", $"-p:Version={Version}", $"-p:RepositoryUrl={Repository}");
        Output += DotnetCommand.Run(RepositoryFiles.Root, "pack", "src/GlGan.Cli", "-c", Configuration, "-o", FullPath, "--no-restore", "-p:BuildProjectReferences=false", $"-p:PackageVersion={Version}", $"-p:RepositoryUrl={Repository}");
        Output += DotnetCommand.Run(RepositoryFiles.Root, "pack", "samples/GlGan.Samples.Web", "-c", Configuration, "--no-build");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        var cache = DotnetCommand.Run(FullPath, "nuget", "locals", "global-packages", "--list").Split(": ", 2)[1].Trim();
        foreach (var package in Directory.EnumerateDirectories(cache, "glgan*"))
            if (Path.Combine(package, Version) is var copy && Directory.Exists(copy)) Directory.Delete(copy, recursive: true);
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal string Package(string id, string extension = "nupkg") => _folder.File($"{id}.{Version}.{extension}");
}
