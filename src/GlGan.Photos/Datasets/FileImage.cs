using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>An image file.</summary>
/// <param name="path">Its path.</param>
public sealed class FileImage(string path) : IFaceImage
{
    /// <inheritdoc/>
    public ImageBuffer Load(IImageCodec codec) => ImageFile.Load(path, codec);
}
