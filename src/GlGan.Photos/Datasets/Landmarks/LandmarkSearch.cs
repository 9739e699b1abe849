using System.Numerics;
using GlGan.Collectives;
using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>Finds the faces of a folder's photos and keeps where they are in its <c>landmarks.csv</c>.</summary>
public static class LandmarkSearch
{
    private const int PhotosPerRound = 8;

    private static readonly TimeSpan SavedEvery = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Looks at the photos that the folder's <c>landmarks.csv</c> does not list yet, and adds them to it. The file is written every ten seconds and when the search is stopped, so that the next one goes on.
    /// </summary>
    /// <param name="folder">The folder; photos in its sub-folders are looked at too.</param>
    /// <param name="detector">Finds faces.</param>
    /// <param name="which">Which face of a photo with several.</param>
    /// <param name="progress">Told after every photo.</param>
    /// <param name="codec">Decoder; <see cref="SkiaImageCodec.Default"/> unless given.</param>
    /// <param name="refiner">Finds 68 landmarks of each face, which are written then; five unless given.</param>
    /// <param name="ranks">Processes that share out the photos, of which rank 0 writes the file; <see langword="null"/> searches in this one alone.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="FormatException">The folder's landmarks file is not as expected.</exception>
    /// <exception cref="IOException">The file cannot be read or written, or has other landmarks than this search writes, which would be lost. Or another search, whose process the message names, is at work there.</exception>
    public static FoundLandmarks Run(
        string folder, ILandmarkDetector detector, FaceChoice which = FaceChoice.Largest, IProgress<DatasetProgress>? progress = null, IImageCodec? codec = null,
        ILandmarkRefiner? refiner = null, IRanks? ranks = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(detector);
        if (refiner is not null) detector = new RefinedDetector(detector, refiner);
        var file = Path.Combine(folder, LandmarksCsv.FileName);
        var leads = ranks is not { Rank: > 0 };
        using var hold = leads ? WriteLock.Take(file) : null;
        RequireOwn(folder, file, refiner is null ? LandmarksCsv.Header : LandmarksCsv.Header68);
        var faces = File.Exists(file) ? LandmarksFile.Read(file) : new OrderedDictionary<string, IReadOnlyList<DetectedFace>>(StringComparer.Ordinal);
        var kept = faces.Count;
        string[] photos = [.. ImageFiles.Below(folder).Order(StringComparer.Ordinal).Where(name => !faces.ContainsKey(RelativeName.Of(name)))];
        // Before rank 0 writes what others read.
        if (ranks.AreSeveral() && ranks!.OfFirst(photos.Length) != photos.Length) throw new IOException($"Rank {ranks!.Rank} sees other photos in '{folder}' than rank 0.");
        List<string> none = [], several = [];
        List<DamagedImage> damaged = [];
        var (done, saved) = (0, DateTime.UtcNow);
        try
        {
            foreach (var photo in ranks.AreSeveral()
                ? ranks!.Share(0, photos.Length, PhotosPerRound, workers: 1, i => Search(photos[i]).Format(), cancellationToken).Select(SearchedPhoto.Parse)
                : photos.Select(Search))
            {
                var name = RelativeName.Of(photos[done]);
                if (photo.Problem.Length > 0) damaged.Add(new DamagedImage(name, photo.Problem));
                else if (photo.Found == 0) none.Add(name);
                else faces.Add(name, photo.Chosen);
                if (photo.Found > 1) several.Add(name);
                done++;
                progress?.Report(new DatasetProgress(done, photos.Length, damaged.Count));
                if (DateTime.UtcNow - saved < SavedEvery || faces.Count == kept) continue;
                Save();
                saved = DateTime.UtcNow;
            }
        }
        finally
        {
            if (faces.Count > kept) Save();
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

        SearchedPhoto Search(string path)
        {
            if (!ranks.AreSeveral()) cancellationToken.ThrowIfCancellationRequested();
            if (Load(Path.Combine(folder, path), codec, out var problem) is not { } photo) return new(problem, 0, []);
            var found = detector.Detect(photo);
            return new("", found.Count, found.Count == 0 ? [] : Chosen(which, found, photo));
        }

        void Save()
        {
            if (leads) LandmarksCsv.Write(file, faces);
        }
    }

    // What users wrote is not written over: another number of points, columns of their own, points in another file.
    private static void RequireOwn(string folder, string file, string header)
    {
        if (LandmarksFile.In(folder) is not { } known) return;
        UserFile.Require(known);
        if (known == file && FirstLine(file)?.Trim() == header) return;
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
