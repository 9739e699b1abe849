using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Pairs;
using GlGan.Rendering;

namespace GlGan.Tests.Evaluation;

/// <summary>Pairs whose input is the target: the frontal view of one person after another, and then of the first again.</summary>
internal sealed class RepeatedFrontalTask(SyntheticFaces faces, int people = int.MaxValue) : ITrainingTask
{
    public int ImageSize => 64;

    public IReadOnlyList<FaceRegion> Regions => [FaceRegion.Nose];

    public void Create(long index, PackedExample destination)
    {
        var face = faces.Render((int)(index % people), FaceView.Frontal, ImageSize);
        destination.SetInput(face.Image);
        destination.SetTarget(face.Image);
        var (width, height) = FaceRegion.Nose.PixelSize(ImageSize);
        var center = FaceRegion.Nose.Center(face.Landmarks, ImageSize);
        destination.SetRegion(0, Resampler.Crop(face.Image, center, width, height), center);
    }
}
