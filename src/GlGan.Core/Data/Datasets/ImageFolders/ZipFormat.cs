namespace GlGan.Data;

/// <summary>
/// A <c>.zip</c> file of images, laid out like the folders of <see cref="ImageFolderFormat"/>. Images are read from it without extracting it.
/// </summary>
public sealed class ZipFormat : IDatasetFormat
{
    /// <inheritdoc/>
    public string Name => "zip";

    /// <inheritdoc/>
    public string Layout => "a .zip file of images, or of one folder per class";

    /// <inheritdoc/>
    public bool Recognizes(string path) => File.Exists(path) && Path.GetExtension(path).Equals(".zip", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IFaceDataset Open(string path, DatasetOptions options)
    {
        if (!File.Exists(path)) throw new DatasetException(path, "this is no file.");
        var archive = new ZipImages(path);
        try
        {
            var labels = archive.Contains(ImageLabels.FileName) ? ImageLabels.Read(archive.Read(ImageLabels.FileName), $"{path}/{ImageLabels.FileName}") : null;
            var images = new ClassedImages(Name, path, archive.Names.Where(ImageFiles.IsImage), labels);
            return images.Open(options, name => new EncodedImage(() => archive.Read(name)), archive);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }
}
