using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>An image whose encoded bytes come from somewhere: an archive, a database, a network.</summary>
/// <param name="read">Reads the whole encoded image; called from several threads at once.</param>
public sealed class EncodedImage(Func<byte[]> read) : IFaceImage
{
    /// <inheritdoc/>
    public ImageBuffer Load(IImageCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        return codec.Decode(read());
    }
}
