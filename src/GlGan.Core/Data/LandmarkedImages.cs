using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Data;

/// <summary>
/// The faces of a folder with a <c>landmarks.csv</c> (see <see cref="LandmarksCsv"/>), decoded once, aligned and kept in memory. Damaged and
/// missing images are left out and listed.
/// </summary>
public sealed class LandmarkedImages
{
    /// <summary>Name of the file with the landmarks.</summary>
    public const string LandmarksFile = "landmarks.csv";

    private LandmarkedImages(IReadOnlyList<string> files, IReadOnlyList<AlignedFace> faces, IReadOnlyList<SkippedImage> skipped) =>
        (Files, Faces, Skipped) = (files, faces, skipped);

    /// <summary>Names of the usable files, in the order of the landmarks file.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Their faces, in the same order.</summary>
    public IReadOnlyList<AlignedFace> Faces { get; }

    /// <summary>Images that could not be used.</summary>
    public IReadOnlyList<SkippedImage> Skipped { get; }

    /// <summary>Loads a folder.</summary>
    /// <param name="folder">Folder with images and <see cref="LandmarksFile"/>; file names are relative to it.</param>
    /// <param name="template">Where landmarks should lie.</param>
    /// <param name="size">Side of the aligned images in pixels.</param>
    /// <param name="skipLimit">How many images may be left out.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="FormatException">The landmarks file is not as expected; the message names the line.</exception>
    /// <exception cref="InvalidDataException">No image is usable, or more than <paramref name="skipLimit"/> are not.</exception>
    /// <exception cref="IOException">The landmarks file cannot be read.</exception>
    public static LandmarkedImages Load(
        string folder, FaceTemplate template, int size, int skipLimit = int.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(template);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(skipLimit);
        var landmarks = LandmarksCsv.Read(Path.Combine(folder, LandmarksFile));
        var faces = new AlignedFace?[landmarks.Count];
        var reasons = new string[landmarks.Count];
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, landmarks.Count, parallel, index =>
        {
            var (file, points) = landmarks.GetAt(index);
            try
            {
                faces[index] = FaceAligner.Align(ImageFile.Load(Path.Combine(folder, file)), points, template, size);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
            {
                reasons[index] = problem.Message;
            }
        });

        var indices = Enumerable.Range(0, landmarks.Count).ToLookup(index => faces[index] is not null);
        var skipped = indices[false].Select(index => new SkippedImage(landmarks.GetAt(index).Key, reasons[index])).ToArray();
        RequireUsable(folder, landmarks.Count, skipped, skipLimit);
        var files = indices[true].Select(index => landmarks.GetAt(index).Key);
        return new LandmarkedImages([.. files], [.. indices[true].Select(index => faces[index]!)], skipped);
    }

    private static void RequireUsable(string folder, int count, SkippedImage[] skipped, int skipLimit)
    {
        var first = skipped.Length == 0 ? "" : $" The first: {skipped[0].File}: {skipped[0].Reason}";
        if (count == skipped.Length)
            throw new InvalidDataException($"No image of '{folder}' is usable: {count} are listed in {LandmarksFile}.{first}");
        if (skipped.Length > skipLimit)
            throw new InvalidDataException($"{skipped.Length} of {count} images of '{folder}' are not usable; {skipLimit} may be.{first}");
    }
}
