using System.Numerics;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>Finds the faces of a folder's photos and keeps where they are in its <c>landmarks.csv</c>.</summary>
public static class LandmarkSearch
{
    private static readonly TimeSpan SavedEvery = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Looks at the photos that the folder's <c>landmarks.csv</c> does not list yet, and adds them to it. The file is written every ten seconds and when the search is stopped, so that the next one goes on.
    /// </summary>
    /// <param name="folder">The folder; photos in its sub-folders are looked at too.</param>
    /// <param name="detector">Finds faces.</param>
    /// <param name="which">Which face of a photo with several.</param>
    /// <param name="progress">Told after every photo.</param>
    /// <param name="codec">Decoder; <see cref="SkiaImageCodec.Default"/> unless given.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="FormatException">The folder's landmarks file is not as expected.</exception>
    /// <exception cref="IOException">The file cannot be read or written, or has more than five points per face and their file, which would be lost. Or another search, whose process the message names, is at work there.</exception>
    public static FoundLandmarks Run(
        string folder, ILandmarkDetector detector, FaceChoice which = FaceChoice.Largest, IProgress<DatasetProgress>? progress = null, IImageCodec? codec = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(detector);
        var file = Path.Combine(folder, LandmarksCsv.FileName);
        using var hold = WriteLock.Take(file);
        RequireOwn(folder, file);
        var faces = File.Exists(file) ? LandmarksFile.Read(file) : new OrderedDictionary<string, IReadOnlyList<DetectedFace>>(StringComparer.Ordinal);
        var kept = faces.Count;
        string[] photos = [.. ImageFiles.Below(folder).Order(StringComparer.Ordinal).Where(name => !faces.ContainsKey(RelativeName.Of(name)))];
        List<string> none = [], several = [];
        List<DamagedImage> damaged = [];
        var saved = DateTime.UtcNow;
        try
        {
            for (var i = 0; i < photos.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var name = RelativeName.Of(photos[i]);
                if (Load(Path.Combine(folder, photos[i]), codec, out var problem) is not { } photo)
                {
                    damaged.Add(new DamagedImage(name, problem));
                    progress?.Report(new DatasetProgress(i + 1, photos.Length, damaged.Count));
                    continue;
                }

                var found = detector.Detect(photo);
                if (found.Count == 0) none.Add(name);
                else faces.Add(name, Chosen(which, found, photo));
                if (found.Count > 1) several.Add(name);
                progress?.Report(new DatasetProgress(i + 1, photos.Length, damaged.Count));
                if (DateTime.UtcNow - saved < SavedEvery || faces.Count == kept) continue;
                LandmarksCsv.Write(file, faces);
                saved = DateTime.UtcNow;
            }
        }
        finally
        {
            if (faces.Count > kept) LandmarksCsv.Write(file, faces);
        }

        return new FoundLandmarks(
            file,
            faces.Count,
            kept,
            [
                .. LeftOutNotice.Of(none, "photo", "without a face"),
                .. LeftOutNotice.Of(which == FaceChoice.All ? "Several faces are listed of" : $"The {(which == FaceChoice.Largest ? "largest" : "middle")} face is taken of", several, "photo", "with several"),
            ],
            damaged);
    }

    // What users wrote is not written over by less: 68 points, columns of their own, points in another file.
    private static void RequireOwn(string folder, string file)
    {
        if (LandmarksFile.In(folder) is not { } known) return;
        UserFile.Require(known);
        if (known == file && FirstLine(file)?.Trim() == LandmarksCsv.Header) return;
        throw new IOException($"'{known}' has landmarks in another form than this search writes. It would be lost or left aside: rename it, or give it where it is wanted by --landmarks.");
    }

    private static string? FirstLine(string file)
    {
        using var text = new StreamReader(file);
        try
        {
            return new LineReader(text).Next();
        }
        catch (FormatException problem)
        {
            throw new FormatException($"'{file}', line 1: {problem.Message}.", problem);
        }
    }

    private static ImageBuffer? Load(string path, IImageCodec? codec, out string problem)
    {
        try
        {
            problem = path.AsSpan().ContainsAny('\r', '\n') ? "a name with a line break cannot be listed" : "";
            return problem.Length > 0 ? null : new FileImage(path).Load(codec ?? SkiaImageCodec.Default);
        }
        catch (Exception caught) when (caught is IOException or UnauthorizedAccessException)
        {
            problem = caught.Message;
            return null;
        }
    }

    private static IReadOnlyList<DetectedFace> Chosen(FaceChoice which, IReadOnlyList<DetectedFace> found, ImageBuffer photo) => which switch
    {
        FaceChoice.All => found,
        FaceChoice.Center => [found.MinBy(face => Vector2.DistanceSquared(face.Landmarks.Nose, new Vector2(photo.Width - 1, photo.Height - 1) / 2))!],
        _ => [found[0]],
    };
}
