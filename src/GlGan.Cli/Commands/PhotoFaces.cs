using GlGan.Faces;

namespace GlGan.Cli.Commands;

/// <summary>Finds the landmarks of photos in a file given, or in the one beside each photo.</summary>
internal sealed class PhotoFaces(string? file)
{
    private static readonly string[] Names = ["landmarks.csv", "landmarks.json"];

    /// <summary>The files in which landmarks of a photo, or of those of a folder, are looked for: the one given, or those beside the photos that are there.</summary>
    internal static IEnumerable<string> Files(string photoOrFolder, string? file)
    {
        var folder = Directory.Exists(photoOrFolder) ? photoOrFolder : Path.GetDirectoryName(Path.GetFullPath(photoOrFolder))!;
        return file is not null ? [file] : Names.Select(name => Path.Combine(folder, name)).Where(File.Exists);
    }

    private readonly Dictionary<string, OrderedDictionary<string, IReadOnlyList<DetectedFace>>> _files = [];

    /// <summary>The faces of a photo, at least one.</summary>
    /// <exception cref="ArgumentException">There is no file, or it has none for the photo; the message says how to give them.</exception>
    internal IReadOnlyList<DetectedFace> Of(string photo)
    {
        var path = file ?? Names.Select(name => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(photo))!, name)).FirstOrDefault(File.Exists)
            ?? throw new ArgumentException(
                $"No landmarks for '{photo}': give a file by --landmarks, or put a landmarks.csv or landmarks.json beside the photo. "
                + $"A CSV file begins with '{LandmarksCsv.Header}'; "
                + "JSON is {\"file\": [[x,y],…]}. In code, implement ILandmarkDetector.");
        if (!_files.TryGetValue(path, out var faces)) _files.Add(path, faces = LandmarksFile.Read(path));
        return faces.GetValueOrDefault(Path.GetFileName(photo)) is { Count: > 0 } found
            ? found
            : throw new ArgumentException($"'{path}' has no face for '{Path.GetFileName(photo)}'.");
    }
}
