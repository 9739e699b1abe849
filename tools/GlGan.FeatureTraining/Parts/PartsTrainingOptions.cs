using GlGan.FeatureTraining.People;

namespace GlGan.FeatureTraining.Parts;

/// <summary>How a network that says what each pixel shows is trained.</summary>
internal sealed record PartsTrainingOptions : CutoutTrainingOptions
{
    /// <inheritdoc/>
    internal override int BatchSize => 16;

    /// <inheritdoc/>
    protected override string Name => "parts";
}
