using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>Which part of a dataset to open.</summary>
public sealed record DatasetOptions
{
    /// <summary>Name of the split, such as <c>train</c>; <see langword="null"/> (the default) for all. Datasets without splits refuse any.</summary>
    public string? Split { get; init; }

    /// <summary>Classes to keep; empty (the default) for all. Datasets without classes refuse any.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Attributes the faces must have, or, written with a leading <c>!</c>, must not have; empty (the default) for any.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>
    /// Share of the samples that is held out of a dataset without splits, above 0 and below 1: <see cref="Split"/> is then <c>val</c> for these and <c>train</c> for
    /// the others. <see langword="null"/> (the default) holds none out. See <see cref="FaceDatasetExtensions.Split"/> for which they are.
    /// </summary>
    public double? HoldOut { get; init; }

    /// <summary>
    /// Whether only a part of a published dataset is there: images that its lists name and the folder lacks, or that some list does not name, are left out and told
    /// (<see cref="IFaceDataset.Notices"/>) instead of refused. Default false.
    /// </summary>
    public bool Subset { get; init; }

    /// <summary>
    /// File with the landmarks of the images (<see cref="LandmarksFile"/>), in the place of the dataset's own: images it does not list are left out and told.
    /// <see langword="null"/> (the default) for those of the dataset.
    /// </summary>
    public string? Landmarks { get; init; }

    /// <summary>
    /// Finds the faces of a folder or archive of plain images, which has no landmarks: images without a face are left out and told, unless no image has one. <see langword="null"/> (the
    /// default) leaves plain images as they are, and they are cropped to their middle.
    /// </summary>
    public ILandmarkDetector? Detector { get; init; }

    /// <summary>For formats that have neither splits nor classes nor attributes: refuses all of them.</summary>
    internal void RequireNone(string format, string path)
    {
        RequireNoSplit(format, path);
        RequireNoClasses(format, path);
        RequireNoAttributes(format, path);
    }

    internal void RequireNoSplit(string format, string path)
    {
        if (Split is not null)
            throw new DatasetException(path, $"the format '{format}' has no splits; got '{Split}'. Hold a share out for train and val: HoldOut (--hold-out).");
    }

    internal void RequireNoClasses(string format, string path)
    {
        if (Classes.Count > 0) throw new DatasetException(path, $"the format '{format}' has no classes; got '{string.Join(", ", Classes)}'.");
    }

    internal void RequireNoAttributes(string format, string path)
    {
        if (Attributes.Count > 0) throw new DatasetException(path, $"the format '{format}' has no attributes; got '{string.Join(", ", Attributes)}'.");
    }

    /// <summary>Refuses classes the dataset does not have.</summary>
    internal void RequireKnownClasses(IReadOnlyCollection<string> known, string path)
    {
        if (Classes.FirstOrDefault(name => !known.Contains(name)) is { } unknown) throw Unknown("class", unknown, known, path);
    }

    /// <summary>The error for a name the dataset does not have.</summary>
    internal static DatasetException Unknown(string kind, string name, IReadOnlyCollection<string> known, string path) =>
        new(path, $"there is no {kind} '{name}'" + (known.Count == 0 ? ", nor any other." : $"; there are {string.Join(", ", known)}."));
}
