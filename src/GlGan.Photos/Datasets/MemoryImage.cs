using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>An image that is in memory already.</summary>
/// <param name="image">The image; borrowed, never changed.</param>
public sealed class MemoryImage(ImageBuffer image) : IFaceImage
{
    /// <inheritdoc/>
    public ImageBuffer Load(IImageCodec codec) => image.Clone();
}
