namespace GlGan.Datasets;

/// <summary>
/// Inputs with the images they should be turned into. Either two folders (<c>A</c> and <c>B</c>, <c>trainA</c> and <c>trainB</c>, <c>train_label</c> and
/// <c>train_img</c>), whose images are matched by their names without extension; or, which has to be asked for by the name of the format, images that
/// are the input and the target side by side (pix2pix), all in one folder or in one folder per split. The left one or the one in the first folder is the
/// input.
/// </summary>
internal sealed class PairedFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Name => "paired";

    /// <inheritdoc/>
    public string Layout => "two folders A and B, trainA and trainB, or train_label and train_img; or, when asked for by name, images side by side";

    /// <inheritdoc/>
    public bool Recognizes(string path) => FolderPair.Recognizes(path);

    /// <inheritdoc/>
    public IFaceDataset Open(string path, DatasetOptions options)
    {
        options.RequireNoClasses(Name, path);
        options.RequireNoAttributes(Name, path);
        if (!Directory.Exists(path)) throw new DatasetException(path, "this is no folder.");
        FolderPair[] folders = [.. FolderPair.Find(path)];
        return folders.Length > 0 ? OpenFolders(path, folders, options) : OpenHalves(path, options);
    }

    private IFaceDataset OpenFolders(string path, FolderPair[] folders, DatasetOptions options)
    {
        var entries = folders.SelectMany(pair => pair.Match(path).Select(match => (match.Input, match.Target, Split: pair.SplitOf(match.Input)))).ToArray();
        var chosen = Choose([.. entries.Select(entry => (entry.Input, entry.Split))], path, options);
        var targets = entries.ToDictionary(entry => entry.Input, entry => entry.Target, StringComparer.Ordinal);
        return List(path, chosen).Select(sample => sample with
        {
            Target = new FaceSample(targets[sample.Name], Image(path, targets[sample.Name])) { Source = Name },
        });
    }

    private IFaceDataset OpenHalves(string path, DatasetOptions options)
    {
        var chosen = Choose([.. ImageFiles.Below(path).Select(file => (file, file.Split('/') is [var first, _, ..] ? first : null))], path, options);
        return List(path, chosen).Select(sample => sample with
        {
            Image = new HalfImage(sample.Image, right: false),
            Target = new FaceSample(sample.Name, new HalfImage(sample.Image, right: true)) { Source = Name },
        });
    }

    private static FileImage Image(string path, string file) => new(Path.Combine(path, file));

    private static string[] Choose((string File, string? Split)[] entries, string path, DatasetOptions options)
    {
        if (entries.Length == 0) throw new DatasetException(path, "there is no image in it.");
        string[] splits = [.. entries.Select(entry => entry.Split).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        if (options.Split is { } split && !splits.Contains(split)) throw DatasetOptions.Unknown("split", split, splits, path);
        return [.. entries.Where(entry => options.Split is null || entry.Split == options.Split).Select(entry => entry.File).Order(StringComparer.Ordinal)];
    }

    private ImageListDataset List(string path, string[] files) => new(Name, files, file => Image(path, file), _ => null) { Notices = LeftOutNotice.OfUnsupported(ImageFiles.UnsupportedBelow(path)) };
}
