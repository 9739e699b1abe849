namespace GlGan.Datasets;

/// <summary>Images in <c>split/class/</c> folders, with splits and classes that are known beforehand.</summary>
/// <param name="Format">Name of the format.</param>
/// <param name="Splits">For each split the names its folder may have; all of them choose it.</param>
/// <param name="Classes">Names of the class folders.</param>
internal sealed record SplitFolders(string Format, string[][] Splits, string[] Classes)
{
    /// <summary>Whether a folder has at least one of the splits, and in these only classes.</summary>
    internal bool Fits(string path)
    {
        string[] classes = [.. Present(path, null).SelectMany(split => ImageFiles.Folders(Path.Combine(path, split)))];
        return classes.Length > 0 && classes.All(Classes.Contains);
    }

    /// <summary>Names of the split folders that are there.</summary>
    internal IEnumerable<string> SplitsIn(string path) => Present(path, null);

    /// <summary>The images of the chosen split and classes: by split, then in ordinal order.</summary>
    internal IFaceDataset Open(string path, DatasetOptions options)
    {
        options.RequireNoAttributes(Format, path);
        options.RequireKnownClasses(Classes, path);
        string[] present = [.. Present(path, null)];
        if (present.Length == 0) throw new DatasetException(path, $"there is none of the folders {string.Join(", ", Splits.SelectMany(names => names))}.");
        string[] chosen = [.. Present(path, options.Split)];
        if (chosen.Length == 0) throw DatasetOptions.Unknown("split", options.Split!, present, path);
        string[] classes = options.Classes.Count == 0 ? Classes : [.. Classes.Where(options.Classes.Contains)];
        string[] files = Below(ImageFiles.Below);
        if (files.Length == 0)
            throw new DatasetException(path, $"there is no image in {string.Join(", ", chosen)} of the classes {string.Join(", ", classes)}.");
        return new ImageListDataset(Format, files, file => new FileImage(Path.Combine(path, file)), ClassOf) { Notices = LeftOutNotice.OfUnsupported(Below(ImageFiles.UnsupportedBelow)) };

        string[] Below(Func<string, IEnumerable<string>> list) => [.. chosen.SelectMany(split => classes
            .Select(name => $"{split}/{name}")
            .Where(folder => Directory.Exists(Path.Combine(path, folder)))
            .SelectMany(folder => list(Path.Combine(path, folder)).Order(StringComparer.Ordinal).Select(file => $"{folder}/{file}")))];
    }

    private static string ClassOf(string file) => file.Split('/')[1];

    private IEnumerable<string> Present(string path, string? split)
    {
        var names = Splits.Where(names => split is null || names.Contains(split))
            .SelectMany(names => names)
            .Where(name => Directory.Exists(Path.Combine(path, name)));
        return split is not null && names.Contains(split) ? [split] : names;
    }
}
