using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>
/// A folder of images with a <c>landmarks.csv</c> or <c>landmarks.json</c> (see <see cref="LandmarksFile"/>); the file names in it are relative to the folder. Images without
/// landmarks, and landmarks without an image, are left out and told.
/// </summary>
internal sealed class LandmarksFolderFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Name => "landmarks";

    /// <inheritdoc/>
    public string Layout => $"a folder of images with a {string.Join(" or ", LandmarksFile.Names)}";

    /// <inheritdoc/>
    public bool Recognizes(string path) => LandmarksFile.In(path) is not null;

    /// <inheritdoc/>
    public IFaceDataset Open(string path, DatasetOptions options)
    {
        options.RequireNone(Name, path);
        var file = LandmarksFile.In(path) ?? throw new DatasetException(path, $"there is no {string.Join(" or ", LandmarksFile.Names)} in it.");
        var faces = ReadLandmarks(file);
        if (faces.Count == 0) throw new DatasetException(file, "no image is listed.");
        var images = ImageFiles.Below(path).ToHashSet(StringComparer.Ordinal);
        var samples = new OrderedDictionary<string, FaceSample>(StringComparer.Ordinal);
        List<string> gone = [], several = [];
        foreach (var (listed, found) in faces.Where(entry => entry.Value.Count > 0))
        {
            if (Find(path, listed, images) is not { } name)
            {
                gone.Add(listed);
                continue;
            }

            if (found.Count > 1) several.Add(name);
            if (!samples.TryAdd(name, new FaceSample(name, new FileImage(Path.Combine(path, name))) { Source = Name, Landmarks = found[0].Landmarks, LandmarksOrigin = found[0].Origin }))
                throw new DatasetException(file, $"'{name}' is listed twice.");
        }

        if (samples.Count == 0) throw new DatasetException(file, $"none of its {faces.Count} images is in the folder, such as '{faces.GetAt(0).Key}'.");
        images.ExceptWith(images.Intersect(samples.Keys, StringComparer.OrdinalIgnoreCase).ToArray());
        return new MemoryDataset(Name, [.. samples.Values])
        {
            Notices =
            [
                .. LeftOutNotice.Of([.. images.Order(StringComparer.Ordinal)], "image", $"without landmarks in {Path.GetFileName(file)}"),
                .. LeftOutNotice.Of(gone, "face", $"in {Path.GetFileName(file)} without its image"),
                .. LeftOutNotice.Of("The first face is taken of", several, "image", "with several"),
                .. LeftOutNotice.OfUnsupported(ImageFiles.UnsupportedBelow(path).Where(name => !samples.ContainsKey(name))),
            ],
        };
    }

    // Lists come from other systems too; and some name what is no image by its extension. Nothing outside the folder is read.
    private static string? Find(string path, string listed, HashSet<string> images) =>
        images.Contains(listed) ? listed
        : RelativeName.Of(listed) is var name && (images.Contains(name) || File.Exists(Path.Combine(path, name))) ? name
        : null;

    private static OrderedDictionary<string, IReadOnlyList<DetectedFace>> ReadLandmarks(string file)
    {
        try
        {
            return Path.GetFileName(file) == LandmarksCsv.FileName
                ? LandmarksCsv.ReadFaces(file, (line, problem, cause) => new DatasetException(file, $"{problem}.", line, cause))
                : LandmarksFile.Read(file);
        }
        catch (FormatException problem)
        {
            throw new DatasetException(file, problem.Message.Replace($"'{file}': ", ""), cause: problem);
        }
    }
}
