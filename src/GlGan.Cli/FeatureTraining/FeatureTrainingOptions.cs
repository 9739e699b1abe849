using GlGan.Runtime;

namespace GlGan.Cli.FeatureTraining;

/// <summary>How a feature network is trained.</summary>
internal sealed record FeatureTrainingOptions
{
    /// <summary>People to tell apart, at least one batch of them.</summary>
    internal int Identities { get; init; } = 16_000;

    /// <summary>Views rendered of each, the frontal one among them, at least 2.</summary>
    internal int Views { get; init; } = 4;

    /// <summary>People in a batch, at least 2; each with all views.</summary>
    internal int BatchIdentities { get; init; } = 64;

    /// <summary>Images to train on, repetitions counted, at least one batch.</summary>
    internal long Images { get; init; } = 560_000;

    /// <summary>Adam's learning rate at the start; it falls to 0 along half a cosine.</summary>
    internal double LearningRate { get; init; } = 2e-3;

    /// <summary>Seed of weights, people and changes to images.</summary>
    internal ulong Seed { get; init; } = 1;

    internal int BatchSize => BatchIdentities * Views;

    internal long Steps => Images / BatchSize;

    internal FeatureTrainingOptions Checked() => OptionsGuard.Valid(this, Errors(), "options");

    private IEnumerable<string> Errors()
    {
        if (Views < 2) yield return $"There must be at least 2 views of each identity; got {Views}.";
        if (BatchIdentities < 2) yield return $"There must be at least 2 identities in a batch; got {BatchIdentities}.";
        if (Identities < BatchIdentities) yield return $"--identities must be at least {BatchIdentities}; got {Identities}.";
        if (Images < BatchSize) yield return $"--images must be at least {BatchSize}; got {Images}.";
    }
}
