using GlGan.Synthesis;

namespace GlGan.Editing;

/// <summary>Tells models that put regions into faces from others.</summary>
internal static class RegionModels
{
    /// <summary>Returns the synthesiser, or refuses one that was trained for something else.</summary>
    internal static FaceSynthesizer Require(FaceSynthesizer synthesizer)
    {
        ArgumentNullException.ThrowIfNull(synthesizer);
        return synthesizer.Purpose == ModelPurpose.Region
            ? synthesizer
            : throw new ArgumentException(
                $"Swapping needs a model trained with the task {ModelPurpose.Region}; this one was trained for {synthesizer.Purpose}.", nameof(synthesizer));
    }
}
