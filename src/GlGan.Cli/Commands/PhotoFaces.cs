using GlGan.Faces;

namespace GlGan.Cli.Commands;

/// <summary>Finds the landmarks of photos in a file given, or in the one beside each photo.</summary>
/// <param name="file">The file given.</param>
internal sealed class PhotoFaces(string? file)
{
    private static readonly string[] Names = ["landmarks.csv", "landmarks.json"];

    private readonly Dictionary<string, OrderedDictionary<string, IReadOnlyList<DetectedFace>>> _files = [];

    /// <summary>The face of the only photo, where its points were typed.</summary>
    internal DetectedFace? Typed { get; init; }

    /// <summary>The files in which landmarks of a photo, or of those of a folder, are looked for: the one given, or those beside the photos that are there.</summary>
    internal IEnumerable<string> Files(string photoOrFolder)
    {
        if (Typed is not null) return [];
        var folder = Directory.Exists(photoOrFolder) ? photoOrFolder : Path.GetDirectoryName(Path.GetFullPath(photoOrFolder))!;
        return file is not null ? [file] : Names.Select(name => Path.Combine(folder, name)).Where(File.Exists);
    }

    /// <summary>The faces of a photo, at least one.</summary>
    /// <exception cref="ArgumentException">There is no file, or it has none for the photo; the message says how to give them.</exception>
    internal IReadOnlyList<DetectedFace> Of(string photo) => Typed is null ? Find(photo).Faces : [Typed];

    /// <summary>The face of a photo that has one.</summary>
    /// <exception cref="ArgumentException">There is no file, or it has none or several for the photo.</exception>
    internal DetectedFace One(string photo) => Typed ?? Find(photo) switch
    {
        (_, [var face]) => face,
        var (path, faces) => throw new ArgumentException($"'{path}' has {faces.Count} faces for '{Path.GetFileName(photo)}'; one is wanted."),
    };

    private (string Path, IReadOnlyList<DetectedFace> Faces) Find(string photo)
    {
        var path = file ?? Names.Select(name => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(photo))!, name)).FirstOrDefault(File.Exists)
            ?? throw new ArgumentException(
                $"No landmarks for '{photo}': give a file by --landmarks, or put a landmarks.csv or landmarks.json beside the photo. "
                + $"A CSV file begins with '{LandmarksCsv.Header}'; "
                + "JSON is {\"file\": [[x,y],…]}. In code, implement ILandmarkDetector.");
        if (!_files.TryGetValue(path, out var faces)) _files.Add(path, faces = LandmarksFile.Read(path));
        return faces.GetValueOrDefault(Path.GetFileName(photo)) is { Count: > 0 } found
            ? (path, found)
            : throw new ArgumentException($"'{path}' has no face for '{Path.GetFileName(photo)}'.");
    }
}
