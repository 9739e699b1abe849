using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Rendering;

namespace GlGan.Datasets;

/// <summary>An image that is rendered when it is asked for.</summary>
internal sealed class RenderedFaceImage(SyntheticFaces faces, int identity, FaceView view, int size, FaceTemplate template) : IFaceImage
{
    public ImageBuffer Load(IImageCodec codec) => faces.Render(identity, view, size, template).Image;
}
