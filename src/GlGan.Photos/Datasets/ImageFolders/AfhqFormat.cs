namespace GlGan.Datasets;

/// <summary>
/// Animal Faces HQ (StarGAN v2), both versions: <c>{train,val}</c> or <c>{train,test}</c>, in them <c>{cat,dog,wild}</c>. Version 1 calls the second split
/// <c>val</c>, version 2 <c>test</c>: either name chooses it.
/// </summary>
internal sealed class AfhqFormat : IDatasetFormat, IKnownSplits
{
    private static readonly SplitFolders Folders = new("afhq", [["train"], ["val", "test"]], ["cat", "dog", "wild"]);

    /// <inheritdoc/>
    public string Name => Folders.Format;

    /// <inheritdoc/>
    public string Layout => "a folder with {train,val,test}/{cat,dog,wild}";

    /// <inheritdoc/>
    public bool Recognizes(string path) => Folders.Fits(path);

    /// <inheritdoc/>
    public IFaceDataset Open(string path, DatasetOptions options) => Folders.Open(path, options);

    IEnumerable<string> IKnownSplits.SplitsIn(string path) => Folders.SplitsIn(path);
}
