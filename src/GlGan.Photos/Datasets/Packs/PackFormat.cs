using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>A pack written by <see cref="FacePackWriter"/>: one file of faces that need no decoding.</summary>
internal sealed class PackFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Name => "glpack";

    /// <inheritdoc/>
    public string Layout => $"a file written by 'glgan data pack' ({FacePackInfo.Extension})";

    /// <summary>Whether a path is a file with the extension <c>.glpack</c> or the first bytes of a pack.</summary>
    public bool Recognizes(string path) => File.Exists(path)
        && (Path.GetExtension(path).Equals(FacePackInfo.Extension, StringComparison.OrdinalIgnoreCase) || StartsAsPack(path));

    /// <inheritdoc/>
    public IFaceDataset Open(string path, DatasetOptions options)
    {
        if (!File.Exists(path)) throw new DatasetException(path, $"expected {Layout}; it is a folder.");
        options.RequireNoSplit(Name, path);
        var pack = FacePackReader.Open(path);
        try
        {
            return new FacePackDataset(pack, Select(path, pack, options));
        }
        catch
        {
            pack.Dispose();
            throw;
        }
    }

    private static bool StartsAsPack(string path)
    {
        if (PathTarget.Of(path).Kind != PathKind.File) return false;
        Span<byte> start = stackalloc byte[PackHeader.Magic.Length];
        using var file = File.OpenHandle(path);
        return RandomAccess.Read(file, start, 0) == start.Length && start.SequenceEqual(PackHeader.Magic);
    }

    private static int[]? Select(string path, FacePackReader pack, DatasetOptions options)
    {
        if (options.Classes.Count == 0 && options.Attributes.Count == 0) return null;
        options.RequireKnownClasses(pack.Info.Classes, path);
        var filter = new AttributeFilter(options.Attributes, [.. pack.Info.Attributes], path);
        int[] records = [.. Enumerable.Range(0, pack.Count).Where(record => pack.Entry(record, 0) is { } entry && Fits(entry))];
        return records.Length > 0 ? records : throw new DatasetException(path, "no sample has the classes and attributes asked for.");

        bool Fits(PackEntry entry) => (options.Classes.Count == 0 || entry.Class >= 0 && options.Classes.Contains(pack.Info.Classes[entry.Class]))
            && (options.Attributes.Count == 0 || entry.Attributes is { } bits && filter.Accepts(bits));
    }
}
