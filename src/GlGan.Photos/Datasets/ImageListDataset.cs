namespace GlGan.Datasets;

/// <summary>
/// Images that have a name and perhaps a class. Samples are made when they are asked for, so a million of them costs little more than their names.
/// </summary>
/// <param name="name">Name of the dataset.</param>
/// <param name="files">Names of the images.</param>
/// <param name="open">The image of a name.</param>
/// <param name="classOf">The class of a name.</param>
/// <param name="resource">What the images are read from, if it must be disposed; owned.</param>
internal sealed class ImageListDataset(
    string name, string[] files, Func<string, IFaceImage> open, Func<string, string?> classOf, IDisposable? resource = null) : IFaceDataset
{
    public string Name => name;

    public int Count => files.Length;

    public FaceSample this[int index] => new(files[index], open(files[index])) { Source = name, Class = classOf(files[index]) };

    public IReadOnlyList<string> Notices { get; init; } = [];

    public void Dispose() => resource?.Dispose();
}
