using System.Numerics;
using GlGan.Faces;
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
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static FoundLandmarks Run(
        string folder, ILandmarkDetector detector, FaceChoice which = FaceChoice.Largest, IProgress<DatasetProgress>? progress = null, IImageCodec? codec = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(detector);
        var file = Path.Combine(folder, LandmarksCsv.FileName);
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
                try
                {
                    var photo = new FileImage(Path.Combine(folder, photos[i])).Load(codec ?? SkiaImageCodec.Default);
                    var found = detector.Detect(photo);
                    if (found.Count == 0) none.Add(name);
                    else faces.Add(name, Chosen(which, found, photo));
                    if (found.Count > 1) several.Add(name);
                }
                catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
                {
                    damaged.Add(new DamagedImage(name, problem.Message));
                }

                progress?.Report(new DatasetProgress(i + 1, photos.Length, damaged.Count));
                if (DateTime.UtcNow - saved < SavedEvery) continue;
                Save(file, faces);
                saved = DateTime.UtcNow;
            }
        }
        finally
        {
            Save(file, faces);
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

    private static void Save(string file, OrderedDictionary<string, IReadOnlyList<DetectedFace>> faces)
    {
        if (faces.Count > 0) LandmarksCsv.Write(file, faces);
    }

    private static IReadOnlyList<DetectedFace> Chosen(FaceChoice which, IReadOnlyList<DetectedFace> found, ImageBuffer photo) => which switch
    {
        FaceChoice.All => found,
        FaceChoice.Center => [found.MinBy(face => Vector2.DistanceSquared(face.Landmarks.Nose, new Vector2(photo.Width - 1, photo.Height - 1) / 2))!],
        _ => [found[0]],
    };
}
