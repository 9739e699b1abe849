using GlGan.Faces;
using GlGan.Foundation;
using GlGan.Pairs;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>The image itself, in a shuffled order: what torchvision's loader gives. The loader's batches have an input beside it, which stays empty.</summary>
internal sealed class PlainTask(AlignedFaces faces) : ITrainingTask
{
    public int ImageSize => faces.ImageSize;

    public IReadOnlyList<FaceRegion> Regions => [];

    public void Create(long index, PackedExample destination) => destination.SetTarget(faces.Load(IndexShuffle.At(1, index, faces.Count)).Image);
}
