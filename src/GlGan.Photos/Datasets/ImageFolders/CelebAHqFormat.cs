namespace GlGan.Datasets;

/// <summary>
/// CelebA-HQ: as StarGAN v2 has it, <c>{train,val}/{female,male}</c>, or as CelebAMask-HQ has it, one folder <c>CelebA-HQ-img</c> without splits and classes.
/// </summary>
internal sealed class CelebAHqFormat : IDatasetFormat
{
    private const string FlatFolder = "CelebA-HQ-img";

    private static readonly SplitFolders Folders = new("celeba-hq", [["train"], ["val"]], ["female", "male"]);

    /// <inheritdoc/>
    public string Name => Folders.Format;

    /// <inheritdoc/>
    public string Layout => $"a folder with {{train,val}}/{{female,male}} or {FlatFolder}";

    /// <inheritdoc/>
    public bool Recognizes(string path) => Directory.Exists(Path.Combine(path, FlatFolder)) || Folders.Fits(path);

    /// <inheritdoc/>
    public IFaceDataset Open(string path, DatasetOptions options)
    {
        var flat = Path.Combine(path, FlatFolder);
        if (!Directory.Exists(flat)) return Folders.Open(path, options);
        options.RequireNoClasses(Name, path);
        return new ClassedImages(Name, path, ImageFiles.In(flat), null, ImageFiles.UnsupportedIn(flat)).Open(options, file => new FileImage(Path.Combine(flat, file)));
    }
}
