namespace GlGan.Tests;

public sealed class BenchmarkTests
{
    /// <summary>Builds everything once more, for two minutes.</summary>
    [Fact(Explicit = true)]
    public void Benchmarks_find_libtorch_in_processes_of_their_own()
    {
        var (exitCode, output, error) = ChildProcess.Run(
            "dotnet", ["run", "-c", "Release", "--project", "benchmarks/GlGan.Benchmarks", "--", "--filter", "*RegionCanvas*", "--job", "dry"], RepositoryFiles.Root);

        Assert.True(exitCode == 0, output + error);
        Assert.DoesNotContain("Benchmarks with issues", output);
        Assert.Contains("Dry(", output);
    }
}
