using GlGan.Cli.Display;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Cli.Faces;

/// <summary>Where the faces of photos are: as typed, in a file given, in the one beside each photo, or where a detector finds them, in this order.</summary>
/// <param name="file">The file given.</param>
/// <param name="detector">The detector, by its name (<see cref="Detectors.Open"/>).</param>
internal sealed class PhotoFaces(string? file, string detector) : IDisposable
{
    private readonly Dictionary<string, OrderedDictionary<string, IReadOnlyList<DetectedFace>>> _files = [];
    private readonly Lazy<SyntheticLandmarkFinder> _refiner = new(SyntheticLandmarkFinder.LoadEmbedded);
    private readonly Lazy<NamedDetector?> _detector = new(() => Detectors.Open(detector));

    /// <summary>The face of the only photo, where its points were typed.</summary>
    internal DetectedFace? Typed { get; init; }

    /// <summary>The files in which landmarks of a photo, or of those of a folder, are looked for: the one given, or those beside the photos that are there.</summary>
    internal IEnumerable<string> Files(string photoOrFolder)
    {
        if (Typed is not null) return [];
        if (file is not null) return [file];
        return LandmarksFile.In(Directory.Exists(photoOrFolder) ? photoOrFolder : FolderOf(photoOrFolder)) is { } beside ? [beside] : [];
    }

    /// <summary>The faces of a photo, at least one, the most prominent first where they are detected.</summary>
    /// <param name="path">The photo's path.</param>
    /// <param name="photo">The photo.</param>
    /// <exception cref="ArgumentException">Nothing knows of a face; the message says how to give it.</exception>
    internal IReadOnlyList<DetectedFace> Of(string path, ImageBuffer photo)
    {
        var faces = Find(path, photo);
        foreach (var face in faces)
        {
            face.RequireIn(photo);
            if (face.Origin is not null && IsUpsideDown(face.Landmarks))
                Screen.Warn($"note: {face.Origin}: the mouth is above the eyes. If the face is not upside down, its points are in another order.");
        }

        return faces;
    }

    /// <summary>The face of a photo that has one, or the most prominent one where they are detected.</summary>
    /// <exception cref="ArgumentException">Nothing knows of a face, or a file has several.</exception>
    internal DetectedFace One(string path, ImageBuffer photo)
    {
        var faces = Of(path, photo);
        return faces.Count == 1 || faces[0].Origin is null
            ? faces[0]
            : throw new ArgumentException($"'{Files(path).First()}' has {PlainText.Counted(faces.Count, "face")} for '{Path.GetFileName(path)}'; one is wanted.");
    }

    /// <summary>What finds faces, for a video, which has no landmarks in a file.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal ILandmarkDetector Finder => _detector.Value ?? throw new ArgumentException($"The faces of a video are found by a detector: leave out --detector {Detectors.None}.");

    /// <summary>The same, with 68 landmarks for each face: mouths and outlines move with speech, which five do not follow.</summary>
    internal ILandmarkDetector FinderOfContours => new RefinedDetector(Finder, _refiner.Value);

    /// <summary>A face with its 68 landmarks.</summary>
    internal DetectedFace WithContours(ImageBuffer photo, DetectedFace face) => face.Contours is null ? _refiner.Value.Refine(photo, face) : face;

    /// <summary>Frees the detector.</summary>
    public void Dispose()
    {
        if (_detector.IsValueCreated) _detector.Value?.Dispose();
        if (_refiner.IsValueCreated) _refiner.Value.Dispose();
    }

    private IReadOnlyList<DetectedFace> Find(string path, ImageBuffer photo)
    {
        if (Typed is not null) return [Typed];
        if (file is not null) return In(file, path) ?? throw new ArgumentException($"'{file}' has no face for '{Path.GetFileName(path)}'.");
        var beside = LandmarksFile.In(FolderOf(path));
        if (beside is not null && In(beside, path) is { } known) return known;
        if (_detector.Value is { } finder)
            return finder.Detect(photo) is { Count: > 0 } found ? found : throw new ArgumentException($"No face was found in '{path}'. Give its landmarks: --landmarks {FaceArguments.Points}.");
        throw new ArgumentException(
            (beside is null ? $"No landmarks for '{path}', and no detector to find its faces." : $"'{beside}' has no face for '{Path.GetFileName(path)}', and there is no detector to find it.")
            + $" Leave out --detector {Detectors.None}, or give --landmarks: a file (CSV with the header '{LandmarksCsv.Header}'; JSON {{\"file\": [[x,y],…]}}), or {FaceArguments.Points}.");
    }

    private IReadOnlyList<DetectedFace>? In(string landmarks, string photo)
    {
        if (!_files.TryGetValue(landmarks, out var faces)) _files.Add(landmarks, faces = LandmarksFile.Read(landmarks));
        var relative = Path.GetRelativePath(FolderOf(landmarks), Path.GetFullPath(photo)).Replace('\\', '/');
        return (faces.GetValueOrDefault(relative) ?? faces.GetValueOrDefault(Path.GetFileName(photo))) is { Count: > 0 } found ? found : null;
    }

    private static bool IsUpsideDown(FaceLandmarks landmarks) => landmarks.MouthCenter.Y < (landmarks.LeftEye.Y + landmarks.RightEye.Y) / 2;

    private static string FolderOf(string photo) => Path.GetDirectoryName(Path.GetFullPath(photo))!;
}
