namespace GlGan.Datasets;

/// <summary>Images whose first folder, or whose line in <c>dataset.json</c>, is their class: what folders and archives of images have in common.</summary>
/// <param name="Format">Name of the format.</param>
/// <param name="Path">Folder or archive.</param>
/// <param name="Files">Relative paths of the images.</param>
/// <param name="Labels">Classes by file name, if there is a <c>dataset.json</c> with labels.</param>
internal sealed record ClassedImages(string Format, string Path, IEnumerable<string> Files, Dictionary<string, string>? Labels)
{
    /// <summary>The images of the chosen classes, in ordinal order.</summary>
    /// <param name="options">What to choose.</param>
    /// <param name="open">The image of a name.</param>
    /// <param name="resource">What the images are read from, if it must be disposed; owned by the result.</param>
    internal ImageListDataset Open(DatasetOptions options, Func<string, IFaceImage> open, IDisposable? resource = null)
    {
        options.RequireNoSplit(Format, Path);
        options.RequireNoAttributes(Format, Path);
        string[] files = [.. Files.Order(StringComparer.Ordinal)];
        if (files.Length == 0) throw new DatasetException(Path, "there is no image in it.");
        options.RequireKnownClasses([.. files.Select(ClassOf).OfType<string>().Distinct().Order(StringComparer.Ordinal)], Path);
        if (options.Classes.Count > 0) files = [.. files.Where(file => options.Classes.Contains(ClassOf(file)))];
        return new ImageListDataset(Format, files, open, ClassOf, resource);
    }

    private string? ClassOf(string file)
    {
        if (Labels is not null) return Labels.GetValueOrDefault(file);
        var end = file.IndexOf('/');
        return end < 0 ? null : file[..end];
    }
}
