namespace GlGan.Datasets;

/// <summary>
/// LSUN: an LMDB folder such as <c>bedroom_train_lmdb</c>, a folder of such folders, or the images exported from one. Images are classed by category, and
/// named by their keys; where several databases are opened, by folder and key.
/// LSUN has no landmarks: whole scenes and objects, for training that needs no faces.
/// </summary>
internal sealed class LsunFormat : IDatasetFormat
{
    internal const string FormatName = "lsun";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public string Layout =>
        $"an LMDB folder such as bedroom_train_lmdb with a {LmdbReader.DataFile}, a folder of such folders, or exported images named by 40 hexadecimal digits";

    /// <inheritdoc/>
    public bool Recognizes(string path) => Directory.Exists(path) && (IsDatabase(path) || Databases(path).Any() || LsunExport.Recognizes(path));

    /// <inheritdoc/>
    public IFaceDataset Open(string path, DatasetOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        if (!Directory.Exists(path)) throw new DatasetException(path, "LSUN is a folder; there is none of that name.");
        if (IsDatabase(path)) return new LsunDataset(path, LsunFolder.Choose(path, [LsunFolder.Of(path)], options));
        LsunFolder[] databases = [.. Databases(path).Order(StringComparer.Ordinal).Select(LsunFolder.Of)];
        return databases.Length > 0
            ? new LsunDataset(path, LsunFolder.Choose(path, databases, options))
            : LsunExport.Open(LsunFolder.Choose(path, [LsunFolder.Of(path)], options)[0]);
    }

    private static IEnumerable<string> Databases(string path) => Directory.EnumerateDirectories(path, $"*{LsunFolder.Suffix}").Where(IsDatabase);

    private static bool IsDatabase(string path) => File.Exists(Path.Combine(path, LmdbReader.DataFile));
}
