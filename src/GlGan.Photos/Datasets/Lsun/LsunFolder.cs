namespace GlGan.Datasets;

/// <summary>What the name of an LSUN folder says: <c>bedroom_train_lmdb</c>, <c>test_lmdb</c>, <c>cat_lmdb</c>, or the same without <c>_lmdb</c>.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Category">Category of its images; <see langword="null"/> for the test set, which has no labels.</param>
/// <param name="Split"><c>train</c>, <c>val</c> or <c>test</c>; <see langword="null"/> where the name does not say.</param>
internal sealed record LsunFolder(string Path, string? Category, string? Split)
{
    internal const string Suffix = "_lmdb";

    private static readonly string[] Splits = ["train", "val", "test"];

    internal string Name => System.IO.Path.GetFileName(Path);

    internal static LsunFolder Of(string path)
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var name = System.IO.Path.GetFileName(full);
        if (name.EndsWith(Suffix, StringComparison.Ordinal)) name = name[..^Suffix.Length];
        var split = Splits.FirstOrDefault(candidate => name == candidate || name.EndsWith($"_{candidate}", StringComparison.Ordinal));
        var category = split is null ? name : name == split ? null : name[..^(split.Length + 1)];
        return new LsunFolder(full, category, split);
    }

    /// <summary>The folders of the wanted split and classes.</summary>
    /// <exception cref="DatasetException">The split or a class is in no folder.</exception>
    internal static IReadOnlyList<LsunFolder> Choose(string path, IReadOnlyList<LsunFolder> folders, DatasetOptions options)
    {
        options.RequireNoAttributes(LsunFormat.FormatName, path);
        var split = folders.Where(folder => options.Split is null || folder.Split == options.Split).ToArray();
        if (split.Length == 0) throw new DatasetException(path, $"there is no split '{options.Split}' of LSUN here; found {Names(folders)}.");
        var missing = options.Classes.Where(wanted => !split.Any(folder => folder.Category == wanted)).ToArray();
        if (missing.Length > 0) throw new DatasetException(path, $"there is no class '{string.Join("', '", missing)}' of LSUN here; found {Names(split)}.");
        return [.. split.Where(folder => options.Classes.Count == 0 || options.Classes.Contains(folder.Category))];
    }

    private static string Names(IEnumerable<LsunFolder> folders) => string.Join(", ", folders.Select(folder => folder.Name));
}
