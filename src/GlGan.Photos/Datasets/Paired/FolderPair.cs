namespace GlGan.Datasets;

/// <summary>Two folders of images that belong together, by the names Python projects give them.</summary>
/// <param name="Split">Split the names begin with; empty if they do not.</param>
/// <param name="Inputs">Folder of the inputs.</param>
/// <param name="Targets">Folder of the targets.</param>
internal sealed record FolderPair(string Split, string Inputs, string Targets)
{
    private static readonly string[] Splits = ["", "train", "val", "test"];

    /// <summary>The pairs in a folder: <c>A</c> and <c>B</c>, <c>trainA</c> and <c>trainB</c>, <c>train_label</c> and <c>train_img</c>.</summary>
    internal static IEnumerable<FolderPair> Find(string path)
    {
        if (!Directory.Exists(path)) return [];
        var folders = ImageFiles.Folders(path).ToHashSet(StringComparer.Ordinal);
        var letters = Splits.Select(split => new FolderPair(split, split + "A", split + "B"));
        var labels = folders.Where(name => name.EndsWith("_label", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => name[..^"_label".Length])
            .Select(split => new FolderPair(split, split + "_label", split + "_img"));
        return letters.Concat(labels).Where(pair => folders.Contains(pair.Inputs) && folders.Contains(pair.Targets));
    }

    /// <summary>Whether a folder looks like one of pairs. Folders A and B beside others with images are classes.</summary>
    internal static bool Recognizes(string path)
    {
        var pairs = Find(path).ToArray();
        return pairs.Length > 1 || pairs.Length == 1 && (pairs[0].Inputs != "A" || !ImageFiles.Folders(path)
            .Where(name => name is not ("A" or "B"))
            .Any(name => ImageFiles.Below(Path.Combine(path, name)).Any()));
    }

    /// <summary>Relative paths of each input and its target: the images whose paths below the two folders differ in the extension only.</summary>
    /// <exception cref="DatasetException">An image has no partner, or two.</exception>
    internal IEnumerable<(string Input, string Target)> Match(string path)
    {
        var (inputs, targets) = (ByStem(path, Inputs), ByStem(path, Targets));
        RequirePartners(path, inputs, targets, Targets);
        RequirePartners(path, targets, inputs, Inputs);
        return inputs.Select(entry => (entry.Value, targets[entry.Key]));
    }

    /// <summary>The split of an input: that of the folder, or the first folder below it.</summary>
    internal string? SplitOf(string input) => Split.Length > 0 ? Split : input.Split('/') is [_, var first, _, ..] ? first : null;

    private static SortedDictionary<string, string> ByStem(string path, string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in ImageFiles.Below(Path.Combine(path, folder)).Order(StringComparer.Ordinal))
        {
            if (!files.TryAdd(Path.ChangeExtension(file, null), $"{folder}/{file}"))
                throw new DatasetException(Path.Combine(path, folder, file), "another image of this folder differs in the extension only; remove one.");
        }

        return files;
    }

    private static void RequirePartners(string path, SortedDictionary<string, string> files, SortedDictionary<string, string> partners, string folder)
    {
        string[] alone = [.. files.Where(entry => !partners.ContainsKey(entry.Key)).Select(entry => entry.Value)];
        if (alone.Length == 0) return;
        throw new DatasetException(
            Path.Combine(path, alone[0]), $"there is no image of this name in '{folder}'; {alone.Length} of {files.Count} images have no partner.");
    }
}
