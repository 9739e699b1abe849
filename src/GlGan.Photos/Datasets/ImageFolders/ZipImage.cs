using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>An image in an archive.</summary>
internal sealed class ZipImage(ZipImages archive, string name) : IFaceImage, ISizedImage
{
    public long ByteCount => archive.Length(name);

    public ImageBuffer Load(IImageCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        return codec.Decode(archive.Read(name, codec.Limits));
    }
}
