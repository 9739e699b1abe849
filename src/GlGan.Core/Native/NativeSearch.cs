using System.Runtime.InteropServices;

namespace GlGan.Native;

/// <summary>Looks for native files where the .NET host looks for them, and where NuGet unpacks them.</summary>
internal static class NativeSearch
{
    /// <summary>The version of libtorch that TorchSharp is made for.</summary>
    internal const string LibTorchVersion = "2.10.0";

    private static readonly string[] Runtimes = [.. new[] { RuntimeInformation.RuntimeIdentifier, "linux-x64" }.Distinct()];

    /// <summary>Folders the host probes, in its order, then the usual layout beside the application, then the packages.</summary>
    internal static IEnumerable<string> Directories()
    {
        var probed = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var beside = AppContext.BaseDirectory;
        return [.. probed, beside, .. Natives(beside), .. Packages(typeof(TorchSharp.torch).Assembly.Location)];
    }

    /// <summary>Notebooks and scripts load TorchSharp from the folder of its package, beside which those of libtorch lie.</summary>
    /// <param name="torchSharp">Path of TorchSharp's assembly; <c>PACKAGES/torchsharp/VERSION/lib/FRAMEWORK/TorchSharp.dll</c> there.</param>
    internal static IEnumerable<string> Packages(string torchSharp)
    {
        if (Path.GetDirectoryName(Path.GetDirectoryName(torchSharp)) is not { } lib || Path.GetFileName(lib) != "lib") return [];
        var own = Path.GetDirectoryName(lib)!;
        return [.. Natives(own), .. Runtimes.SelectMany(runtime => Natives(Path.Combine(own, "..", "..", $"libtorch-cpu-{runtime}", LibTorchVersion)))];
    }

    private static IEnumerable<string> Natives(string folder) => Runtimes.Select(runtime => Path.Combine(folder, "runtimes", runtime, "native"));

    /// <summary>Full path of the first <paramref name="fileName"/> found, or <see langword="null"/>.</summary>
    internal static string? Find(string fileName, params IEnumerable<string> preferred) =>
        preferred.Concat(Directories()).Select(directory => Path.Combine(directory, fileName)).FirstOrDefault(File.Exists);
}
