using GlGan.Faces;
using GlGan.Pairs;

namespace GlGan.Cli.Evaluation;

/// <summary>Some pairs of a task, in a given order.</summary>
internal sealed class SelectedPairs(ITrainingTask task, IReadOnlyList<int> indices) : ITrainingTask
{
    public int ImageSize => task.ImageSize;

    public IReadOnlyList<FaceRegion> Regions => task.Regions;

    public bool HasPrior => task.HasPrior;

    public void Create(long index, PackedExample destination) => task.Create(indices[(int)(index % indices.Count)], destination);
}
