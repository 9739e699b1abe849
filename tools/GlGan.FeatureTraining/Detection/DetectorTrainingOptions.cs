using GlGan.FeatureTraining.People;

namespace GlGan.FeatureTraining.Detection;

/// <summary>How a face detector is trained.</summary>
internal sealed record DetectorTrainingOptions : CutoutTrainingOptions
{
    /// <inheritdoc/>
    internal override int BatchSize => 16;

    /// <inheritdoc/>
    protected override string Name => "detector";
}
