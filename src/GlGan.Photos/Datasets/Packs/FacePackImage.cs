using GlGan.Imaging;

namespace GlGan.Datasets;

/// <summary>An image of a pack.</summary>
internal sealed class FacePackImage(FacePackReader pack, int record, int part) : IFaceImage
{
    public ImageBuffer Load(IImageCodec codec) => pack.Image(record, part);
}
