using System.Runtime.InteropServices;

namespace GlGan.Native;

/// <summary>Looks for native files where the .NET host looks for them.</summary>
internal static class NativeSearch
{
    /// <summary>Folders the host probes, in its order, then the usual layout beside the application.</summary>
    internal static IEnumerable<string> Directories()
    {
        var probed = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach (var directory in probed) yield return directory;
        var beside = AppContext.BaseDirectory;
        yield return beside;
        yield return Path.Combine(beside, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        yield return Path.Combine(beside, "runtimes", "linux-x64", "native");
    }

    /// <summary>Full path of the first <paramref name="fileName"/> found, or <see langword="null"/>.</summary>
    internal static string? Find(string fileName, params IEnumerable<string> preferred) =>
        preferred.Concat(Directories()).Select(directory => Path.Combine(directory, fileName)).FirstOrDefault(File.Exists);
}
