namespace GlGan.Datasets;

/// <summary>Images whose first folder, or whose line in <c>dataset.json</c>, is their class: what folders and archives of images have in common.</summary>
/// <param name="Format">Name of the format.</param>
/// <param name="Path">Folder or archive.</param>
/// <param name="Files">Relative paths of the images.</param>
/// <param name="Labels">Classes by file name, if there is a <c>dataset.json</c> with labels.</param>
/// <param name="Unsupported">Relative paths of the images of formats that are not read.</param>
internal sealed record ClassedImages(string Format, string Path, IEnumerable<string> Files, Dictionary<string, string>? Labels, IEnumerable<string> Unsupported)
{
    /// <summary>What else users should know.</summary>
    internal IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>The images of the chosen classes, in ordinal order.</summary>
    /// <param name="options">What to choose.</param>
    /// <param name="open">The image of a name.</param>
    /// <param name="resource">What the images are read from, if it must be disposed; owned by the result.</param>
    internal ImageListDataset Open(DatasetOptions options, Func<string, IFaceImage> open, IDisposable? resource = null)
    {
        options.RequireNoSplit(Format, Path);
        options.RequireNoAttributes(Format, Path);
        string[] files = [.. Files.Order(StringComparer.Ordinal)];
        var unsupported = LeftOutNotice.OfUnsupported(Unsupported);
        if (files.Length == 0) throw new DatasetException(Path, string.Join(' ', unsupported.Prepend("there is no image in it.")));
        string[] notices = [.. Notices, .. unsupported, .. LabelNotices(files)];
        options.RequireKnownClasses([.. files.Select(ClassOf).OfType<string>().Distinct().Order(StringComparer.Ordinal)], Path);
        if (options.Classes.Count > 0) files = [.. files.Where(file => options.Classes.Contains(ClassOf(file)))];
        return new ImageListDataset(Format, files, open, ClassOf, resource) { Notices = notices };
    }

    private IEnumerable<string> LabelNotices(string[] files)
    {
        if (Labels is not { Count: > 0 }) return [];
        string[] unlabelled = [.. files.Where(file => ClassOf(file) is null)];
        string[] unused = [.. Labels.Keys.Except(files.Select(RelativeName.Of), StringComparer.Ordinal)];
        return [.. LeftOutNotice.Of("Without a class", unlabelled, "image", $"that {ImageLabels.FileName} does not label"), .. LeftOutNotice.Of(unused, "label", $"of {ImageLabels.FileName} without an image")];
    }

    private string? ClassOf(string file)
    {
        var name = RelativeName.Of(file);
        if (Labels is not null) return Labels.GetValueOrDefault(name);
        var end = name.IndexOf('/');
        return end < 0 ? null : name[..end];
    }
}
