using System.Security.Cryptography;
using GlGan.Foundation;

namespace GlGan.Native;

/// <summary>
/// A per-user copy of a native library whose need for symbol version <c>GLIBCXX_3.4.32</c> is marked weak.
/// The only symbol of that version, <c>_ZSt21ios_base_library_initv</c>, is undefined and never called.
/// </summary>
internal static class PatchedLibrary
{
    private const string Version = "GLIBCXX_3.4.32";

    private static readonly Func<string?>[] CacheFolders =
    [
        () => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } local ? Path.Combine(local, "GlGan", "native") : null,
        () => Path.Combine(AppContext.BaseDirectory, ".glgan-native"),
        () => Directory.CreateTempSubdirectory("glgan-native-").FullName,
    ];

    /// <summary>Path of the patched copy; <see langword="null"/> when the library does not need that version or no folder can be written.</summary>
    internal static string? Create(string original)
    {
        var image = File.ReadAllBytes(original);
        if (!ElfVersionNeeds.MakeWeak(image, Version)) return null;

        var name = $"{Path.GetFileNameWithoutExtension(original)}-{Convert.ToHexStringLower(SHA256.HashData(image))[..16]}.so";
        foreach (var folder in CacheFolders)
        {
            try
            {
                if (folder() is { } path) return WriteOnce(Path.Combine(path, name), image);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A read-only home is common in containers: try the next folder.
            }
        }

        return null;
    }

    private static string WriteOnce(string path, byte[] image)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(image)) return path;
        AtomicFile.Write(path, image);
        return path;
    }
}
