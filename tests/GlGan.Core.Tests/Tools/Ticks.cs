using GlGan.FeatureTraining;

namespace GlGan.Tests.Tools;

/// <summary>What a training has told.</summary>
internal sealed class Ticks : List<TrainingTick>, IProgress<TrainingTick>
{
    public void Report(TrainingTick value) => Add(value);

    /// <summary>A loss is in the end below such a share of what it was at first.</summary>
    internal void AssertFallen(string loss, double share)
    {
        var (first, last) = (this[0].Losses[loss], this[^1].Losses[loss]);
        Assert.True(last < share * first, $"{loss}: {first}, then {last}");
    }
}
