using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>An image that is not loaded yet. Implementations are called from several threads at once.</summary>
public interface IFaceImage
{
    /// <summary>Reads and decodes the image.</summary>
    /// <param name="codec">Decoder of encoded images; images that are not encoded do not use it.</param>
    /// <returns>The upright image; it belongs to the caller.</returns>
    /// <exception cref="ImageFormatException">The image is damaged, or larger than the codec allows.</exception>
    /// <exception cref="IOException">The image cannot be read.</exception>
    ImageBuffer Load(IImageCodec codec);
}
