namespace GlGan.Datasets;

/// <summary>
/// CelebA (Liu et al., ICCV 2015): the folder <c>img_align_celeba</c> or <c>img_align_celeba_png</c>, and the annotation files, as published or as on Kaggle. Only the images must be
/// there; the landmarks come from <c>list_landmarks_align_celeba</c>, without which images are cropped to their centre. Splits (train, val, test) and
/// attributes can be chosen if their files are there.
/// </summary>
internal sealed class CelebAFormat : IDatasetFormat
{
    private static readonly string[] Splits = ["train", "val", "test"];

    /// <inheritdoc/>
    public string Name => "celeba";

    /// <inheritdoc/>
    public string Layout => "a folder with img_align_celeba (or img_align_celeba_png) and list_*_celeba.txt or .csv";

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

        var records = CelebARecords.Read(layout, images, options.Subset);
        if (records.List.Files.Length == 0) throw new DatasetException(images, "there is no image in it; extract img_align_celeba.zip here.");
        var filter = new AttributeFilter(options.Attributes, records.AttributeNames, layout.Attributes ?? path);
        int[] rows = [.. Enumerable.Range(0, records.List.Files.Length).Where(row =>
            records.IsComplete(row) && (split is null || records.Partition![row] == split) && (records.Attributes is null || filter.Accepts(records.Attributes[row])))];
        if (rows.Length == 0) throw new DatasetException(path, "no image is in the chosen split with the chosen attributes.");
        var found = new CelebAImages(images, records.List.Files);
        int[] missing = [.. rows.Where(row => found[row] is null)];
        if (missing.Length > 0 && !options.Subset)
        {
            throw records.List.Error(
                missing[0], $"is not in the folder '{images}'; {missing.Length} of {rows.Length} images are missing. If only a part of CelebA is there on purpose, say so: Subset (--subset).");
        }

        rows = [.. rows.Where(row => found[row] is not null)];
        if (rows.Length == 0) throw new DatasetException(images, $"none of the {missing.Length} images of the lists is in it.");
        string[] incomplete = [.. Enumerable.Range(0, records.List.Files.Length).Where(row => !records.IsComplete(row)).Select(row => records.List.Files[row])];
        return new CelebADataset(Name, found, records, rows)
        {
            Notices =
            [
                .. LeftOutNotice.Of([.. missing.Select(row => records.List.Files[row])], "image", "of the lists that the folder lacks"),
                .. LeftOutNotice.Of(incomplete, "image", "that only some of the lists name"),
                .. LeftOutNotice.Of(found.Unlisted, "image", "of the folder that no list names"),
                .. LeftOutNotice.OfUnsupported(ImageFiles.UnsupportedIn(images)),
            ],
        };
    }

    private static int? SplitOf(string? name, string path)
    {
        if (name is null) return null;
        var split = Array.IndexOf(Splits, name == "valid" ? "val" : name);
        return split >= 0 ? split : throw DatasetOptions.Unknown("split", name, Splits, path);
    }

    private static DatasetException Missing(string path, string use, string file) => new(path, $"{use} needs {file}.txt or {file}.csv, which is missing.");
}
