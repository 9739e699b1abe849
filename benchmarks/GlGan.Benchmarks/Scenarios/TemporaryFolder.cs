namespace GlGan.Benchmarks.Scenarios;

/// <summary>A folder that is deleted with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal string Path { get; } = Directory.CreateTempSubdirectory("glgan-benchmark-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
