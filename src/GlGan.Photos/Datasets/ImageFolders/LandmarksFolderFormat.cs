using GlGan.Faces;

namespace GlGan.Datasets;

/// <summary>A folder of images with a <c>landmarks.csv</c> (see <see cref="LandmarksCsv"/>); the file names in it are relative to the folder.</summary>
internal sealed class LandmarksFolderFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Name => "landmarks";

    /// <inheritdoc/>
    public string Layout => $"a folder of images with a {LandmarksCsv.FileName}";

    /// <inheritdoc/>
    public bool Recognizes(string path) => File.Exists(Path.Combine(path, LandmarksCsv.FileName));

    /// <inheritdoc/>
    public IFaceDataset Open(string path, DatasetOptions options)
    {
        options.RequireNone(Name, path);
        var landmarks = ReadLandmarks(Path.Combine(path, LandmarksCsv.FileName));
        if (landmarks.Count == 0) throw new DatasetException(Path.Combine(path, LandmarksCsv.FileName), "no image is listed.");
        return new MemoryDataset(Name, [.. landmarks.Select(entry =>
            new FaceSample(entry.Key, new FileImage(Path.Combine(path, entry.Key))) { Source = Name, Landmarks = entry.Value.Landmarks, LandmarksOrigin = entry.Value.Origin })]);
    }

    private static OrderedDictionary<string, DetectedFace> ReadLandmarks(string file)
    {
        try
        {
            return LandmarksCsv.Read(file, (line, problem, cause) => new DatasetException(file, $"{problem}.", line, cause));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException(file, "there is no such file.", cause: missing);
        }
    }
}
