using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>An image file.</summary>
/// <param name="path">Its path.</param>
public sealed class FileImage(string path) : IFaceImage, ISizedImage
{
    /// <inheritdoc/>
    public ImageBuffer Load(IImageCodec codec) => ImageFile.Load(path, codec);

    long ISizedImage.ByteCount => new FileInfo(path) is { Exists: true } file ? file.Length : -1;
}
