namespace GlGan.Fuzz;

/// <summary>Fixtures of the tests, which serve as seeds.</summary>
internal static class SeedFiles
{
    /// <summary>The files of a folder of seeds, in the order of their names.</summary>
    internal static IReadOnlyList<byte[]> Of(string folder, Func<string, bool>? wanted = null) =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Seeds", folder))
            .Where(file => wanted is null || wanted(Path.GetFileName(file)))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)];
}
