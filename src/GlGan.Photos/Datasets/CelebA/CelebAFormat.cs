namespace GlGan.Datasets;

/// <summary>
/// CelebA (Liu et al., ICCV 2015): the folder <c>img_align_celeba</c> and the annotation files, as published or as on Kaggle. Only the images must be
/// there; the landmarks come from <c>list_landmarks_align_celeba</c>, without which images are cropped to their centre. Splits (train, val, test) and
/// attributes can be chosen if their files are there.
/// </summary>
internal sealed class CelebAFormat : IDatasetFormat
{
    private static readonly string[] Splits = ["train", "val", "test"];

    /// <inheritdoc/>
    public string Name => "celeba";

    /// <inheritdoc/>
    public string Layout => "a folder with img_align_celeba and list_*_celeba.txt or .csv";

    /// <inheritdoc/>
    public bool Recognizes(string path)
    {
        var layout = new CelebALayout(path);
        return (layout.Images ?? layout.Landmarks ?? layout.Attributes) is not null;
    }

    /// <inheritdoc/>
    /// <returns>A <see cref="CelebADataset"/>.</returns>
    public IFaceDataset Open(string path, DatasetOptions options)
    {
        options.RequireNoClasses(Name, path);
        var layout = new CelebALayout(path);
        var images = layout.Images
            ?? throw new DatasetException(path, "the folder img_align_celeba with the images is missing; extract img_align_celeba.zip here.");
        var split = SplitOf(options.Split, path);
        if (split is not null && layout.Partition is null) throw Missing(path, $"the split '{options.Split}'", CelebALayout.PartitionName);
        if (options.Attributes.Count > 0 && layout.Attributes is null) throw Missing(path, "choosing by attributes", CelebALayout.AttributesName);

        var records = CelebARecords.Read(layout, images);
        if (records.List.Files.Length == 0) throw new DatasetException(images, "there is no image in it; extract img_align_celeba.zip here.");
        var filter = new AttributeFilter(options.Attributes, records.AttributeNames, layout.Attributes ?? path);
        int[] rows = [.. Enumerable.Range(0, records.List.Files.Length).Where(row =>
            (split is null || records.Partition![row] == split) && (records.Attributes is null || filter.Accepts(records.Attributes[row])))];
        if (rows.Length == 0) throw new DatasetException(path, "no image is in the chosen split with the chosen attributes.");
        RequireImages(records.List, rows, images);
        return new CelebADataset(Name, images, records, rows);
    }

    private static int? SplitOf(string? name, string path)
    {
        if (name is null) return null;
        var split = Array.IndexOf(Splits, name == "valid" ? "val" : name);
        return split >= 0 ? split : throw DatasetOptions.Unknown("split", name, Splits, path);
    }

    private static DatasetException Missing(string path, string use, string file) => new(path, $"{use} needs {file}.txt or {file}.csv, which is missing.");

    // One listing of the folder: asking for each of 200,000 files takes far longer.
    private static void RequireImages(CelebAList list, int[] rows, string images)
    {
        var present = Directory.EnumerateFiles(images).Select(file => Path.GetFileName(file)).ToHashSet(StringComparer.Ordinal);
        int[] missing = [.. rows.Where(row => !present.Contains(list.Files[row]))];
        if (missing.Length > 0) throw list.Error(missing[0], $"is not in the folder '{images}'; {missing.Length} of {rows.Length} images are missing.");
    }
}
