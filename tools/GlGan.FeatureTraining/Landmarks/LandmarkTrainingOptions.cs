using GlGan.FeatureTraining.People;

namespace GlGan.FeatureTraining.Landmarks;

/// <summary>How a network that finds 68 landmarks is trained.</summary>
internal sealed record LandmarkTrainingOptions : CutoutTrainingOptions
{
    /// <inheritdoc/>
    internal override int BatchSize => 32;

    /// <inheritdoc/>
    protected override string Name => "landmarks";
}
