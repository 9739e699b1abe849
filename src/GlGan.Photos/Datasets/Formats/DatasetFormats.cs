using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>The formats this library reads, and the one door to all of them.</summary>
public static class DatasetFormats
{
    /// <summary>All formats, in the order they are tried: the most particular first.</summary>
    public static IReadOnlyList<IDatasetFormat> All { get; } =
    [
        new PackFormat(),
        new CelebAFormat(),
        new CelebAHqFormat(),
        new AfhqFormat(),
        new LandmarksFolderFormat(),
        new LsunFormat(),
        new PairedFormat(),
        new ZipFormat(),
        new ImageFolderFormat(),
    ];

    /// <summary>Opens a dataset and checks everything but the images.</summary>
    /// <param name="path">File or folder.</param>
    /// <param name="format">Name of the format; <see langword="null"/> to recognise it by the names of files and folders.</param>
    /// <param name="options">Which part to open; everything unless given.</param>
    /// <exception cref="ArgumentException">There is no format of that name; the message lists them. Or the share that is held out is not above 0 and below 1.</exception>
    /// <exception cref="DatasetException">The path is missing or of no known format, or is not as its format asks for.</exception>
    public static IFaceDataset Open(string path, string? format = null, DatasetOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!Path.Exists(path)) throw new DatasetException(path, "there is no such file or folder.");
        if (PathTarget.Of(path).Kind is var kind and not (PathKind.File or PathKind.Folder))
            throw new DatasetException(path, $"a {kind.ToString().ToLowerInvariant()} is no dataset.");
        var reader = format is null ? Recognize(path) : Named(format);
        var dataset = options is { HoldOut: { } share } ? OpenSide(reader, path, options, share) : reader.Open(path, options ?? new DatasetOptions());
        try
        {
            if (options?.Landmarks is { } file) return LandmarkedDataset.Of(dataset, file);
            return options?.Detector is { } detector && DetectedDataset.IsPlain(dataset) ? DetectedDataset.Of(dataset, detector) : dataset;
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    private static IFaceDataset OpenSide(IDatasetFormat format, string path, DatasetOptions options, double share)
    {
        if (options.Split is not { } split) throw new DatasetException(path, "a share is held out, so say which side: Split (--split) is val for what is held out, train for the rest.");
        var whole = options with { Split = null, HoldOut = null };
        if (DatasetInspector.CountSplits(path, format, whole) is { Count: > 1 } own)
            throw new DatasetException(path, $"it has the splits {string.Join(", ", own.Keys)} of its own: choose one of them, and hold nothing out.");
        var dataset = format.Open(path, whole);
        try
        {
            return dataset.Split(split, share);
        }
        catch (Exception problem)
        {
            dataset.Dispose();
            if (problem is not InvalidOperationException) throw;
            throw new DatasetException(path, problem.Message, cause: problem);
        }
    }

    /// <summary>The format of a path.</summary>
    /// <exception cref="DatasetException">It is none of <see cref="All"/>; the message says what each looks like.</exception>
    public static IDatasetFormat Recognize(string path) => All.FirstOrDefault(format => format.Recognizes(path))
        ?? throw new DatasetException(path, "no known dataset. Known are " + string.Join("; ", All.Select(format => $"{format.Name}: {format.Layout}")) + ".");

    /// <summary>The format of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static IDatasetFormat Named(string name) => All.FirstOrDefault(format => format.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"Unknown dataset format '{name}'. Known: {string.Join(", ", All.Select(format => format.Name))}.", nameof(name));
}
