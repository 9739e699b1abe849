using GlGan.Features;
using GlGan.Foundation;

namespace GlGan.FeatureTraining;

/// <summary>How a feature network is trained.</summary>
internal sealed record FeatureTrainingOptions : TrainingOptions
{
    public FeatureTrainingOptions() => Images = 560_000;

    /// <summary>What the network is built of.</summary>
    internal FaceNetworkKind Kind { get; init; }

    /// <summary>People to tell apart, at least one batch of them.</summary>
    internal int Identities { get; init; } = 8_000;

    /// <summary>Views rendered of each, the frontal one among them, at least 2.</summary>
    internal int Views { get; init; } = 4;

    /// <summary>People in a batch, at least 2; each with all views.</summary>
    internal int BatchIdentities { get; init; } = 64;

    /// <inheritdoc/>
    internal override int BatchSize => BatchIdentities * Views;

    /// <inheritdoc/>
    protected override string Own => $"--network {Kind} --identities {Identities}";

    /// <inheritdoc/>
    protected override IEnumerable<string> OwnErrors() =>
    [
        .. Require.That(Views >= 2, $"There must be at least 2 views of each identity; got {Views}."),
        .. Require.That(BatchIdentities >= 2, $"There must be at least 2 identities in a batch; got {BatchIdentities}."),
        .. Require.AtLeast(Identities, BatchIdentities, "--identities"),
    ];
}
