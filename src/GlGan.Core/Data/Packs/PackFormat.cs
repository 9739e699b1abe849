namespace GlGan.Data;

/// <summary>A pack written by <see cref="FacePackWriter"/>: one file of faces that need no decoding.</summary>
public sealed class PackFormat : IDatasetFormat
{
    /// <summary>Extension of packs.</summary>
    public const string Extension = ".glpack";

    /// <inheritdoc/>
    public string Name => "glpack";

    /// <inheritdoc/>
    public string Layout => $"a file written by 'glgan data pack' ({Extension})";

    /// <summary>Whether a path is a file with the extension <c>.glpack</c> or the first bytes of a pack.</summary>
    public bool Recognizes(string path) => File.Exists(path)
        && (Path.GetExtension(path).Equals(Extension, StringComparison.OrdinalIgnoreCase) || StartsAsPack(path));

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
        Span<byte> start = stackalloc byte[PackHeader.Magic.Length];
        using var file = File.OpenHandle(path);
        return RandomAccess.Read(file, start, 0) == start.Length && start.SequenceEqual(PackHeader.Magic);
    }

    private static int[]? Select(string path, FacePackReader pack, DatasetOptions options)
    {
        if (options.Classes.Count == 0 && options.Attributes.Count == 0) return null;
        var classes = options.Classes.Select(name => IndexOf(path, pack.Info.Classes, name, "class")).ToHashSet();
        ulong wanted = 0, unwanted = 0;
        foreach (var attribute in options.Attributes)
        {
            var bit = 1UL << IndexOf(path, pack.Info.Attributes, attribute.TrimStart('!'), "attribute");
            if (attribute.StartsWith('!')) unwanted |= bit;
            else wanted |= bit;
        }

        int[] records = [.. Enumerable.Range(0, pack.Count).Where(record => pack.Entry(record, 0) is { } entry && Fits(entry))];
        return records.Length > 0 ? records : throw new DatasetException(path, "no sample has the classes and attributes asked for.");

        bool Fits(PackEntry entry) => (classes.Count == 0 || classes.Contains(entry.Class))
            && (options.Attributes.Count == 0 || entry.Attributes is { } bits && (bits & wanted) == wanted && (bits & unwanted) == 0);
    }

    private static int IndexOf(string path, IReadOnlyList<string> names, string name, string kind)
    {
        for (var i = 0; i < names.Count; i++)
            if (names[i] == name) return i;
        throw new DatasetException(path, names.Count == 0
            ? $"the pack has no {kind}; got '{name}'."
            : $"the pack has no {kind} '{name}'. It has {string.Join(", ", names)}.");
    }
}
