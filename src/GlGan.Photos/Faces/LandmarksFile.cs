using GlGan.Foundation;

namespace GlGan.Faces;

/// <summary>Reads the faces of a folder of images from a file: CSV (see <see cref="LandmarksCsv"/>) or JSON.</summary>
public static class LandmarksFile
{
    /// <summary>Names of the files in which the landmarks of a folder are looked for, the one that counts first.</summary>
    public static IReadOnlyList<string> Names { get; } = [LandmarksCsv.FileName, "landmarks.json"];

    /// <summary>The landmarks file of a folder; <see langword="null"/> where it has none.</summary>
    public static string? In(string folder) => Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>
    /// Reads a file. JSON is an object of file names: <c>{"a.jpg": [[x,y],…]}</c> with five or 68 points, or a list of such faces for an image with several. CSV is as <see cref="LandmarksCsv"/> has it, CelebA's list among others.
    /// </summary>
    /// <param name="path">A <c>.json</c> file; any other is read as CSV.</param>
    /// <returns>File name → faces with landmarks in pixels of that image, in the order of the file; each knows its place in it (<see cref="DetectedFace.Origin"/>).</returns>
    /// <exception cref="FormatException">The file is not as expected; the message names it and the line or entry.</exception>
    /// <exception cref="IOException">The file cannot be read, or is a folder.</exception>
    public static OrderedDictionary<string, IReadOnlyList<DetectedFace>> Read(string path)
    {
        RequireFile(path);
        return Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? LandmarksJson.Read(path) : LandmarksCsv.ReadFaces(path);
    }

    /// <summary>Refuses a folder, of which the system only says that access is denied.</summary>
    internal static void RequireFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new IOException($"'{path}' is a folder: name the file of landmarks, such as '{Path.Combine(path, LandmarksCsv.FileName)}'.");
        UserFile.Require(path);
    }
}
