namespace GlGan.Tests.Docs;

/// <summary>The pages of the documentation.</summary>
internal static class Pages
{
    /// <summary>Paths within the repository.</summary>
    internal static IReadOnlyList<string> All { get; } =
    [
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md",
        .. Under("docs"),
        .. Under("samples"),
    ];

    internal static IEnumerable<CodeBlock> Blocks() => All.SelectMany(CodeBlock.Of);

    private static IEnumerable<string> Under(string folder) => Directory.EnumerateFiles(RepositoryFiles.At(folder), "*.md", SearchOption.AllDirectories)
        .Where(path => !path.Contains("node_modules", StringComparison.Ordinal))
        .Select(path => Path.GetRelativePath(RepositoryFiles.Root, path).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}
