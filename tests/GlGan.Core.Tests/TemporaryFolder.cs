namespace GlGan.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    internal TemporaryFolder() => Directory.CreateDirectory(FullPath);

    internal string FullPath { get; } = Path.Combine(Path.GetTempPath(), "glgan-tests-" + Guid.NewGuid().ToString("N"));

    public void Dispose() => Directory.Delete(FullPath, recursive: true);

    internal string File(string name) => Path.Combine(FullPath, name);

    internal string[] Names() => [.. Directory.EnumerateFileSystemEntries(FullPath).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
