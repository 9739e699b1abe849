using GlGan.Foundation;

namespace GlGan.Datasets;

/// <summary>
/// A folder of images, such as PNG, JPEG, WebP, GIF or BMP. Those in subfolders, however deep, have the first folder as their class, unless a
/// <c>dataset.json</c> of StyleGAN says otherwise. The order is that of the relative paths.
/// </summary>
internal sealed class ImageFolderFormat : IDatasetFormat
{
    /// <summary>Name of the format.</summary>
    internal const string FormatName = "folder";

    /// <inheritdoc/>
    public string Name => FormatName;

    /// <inheritdoc/>
    public string Layout => "a folder of images, or of one folder per class";

    /// <inheritdoc/>
    public bool Recognizes(string path) => Directory.Exists(path) && (ImageFiles.Below(path).Any() || ImageFiles.UnsupportedBelow(path).Any());

    /// <inheritdoc/>
    public IFaceDataset Open(string path, DatasetOptions options)
    {
        if (!Directory.Exists(path)) throw new DatasetException(path, "this is no folder.");
        var labels = Path.Combine(path, ImageLabels.FileName);
        UserFile.Require(labels);
        var classes = File.Exists(labels) ? ImageLabels.Read(File.ReadAllBytes(labels), labels) : null;
        var images = new ClassedImages(Name, path, ImageFiles.Below(path), classes, ImageFiles.UnsupportedBelow(path));
        return images.Open(options, name => new FileImage(Path.Combine(path, name)));
    }
}
