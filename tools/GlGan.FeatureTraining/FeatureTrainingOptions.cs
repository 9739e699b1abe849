using System.Globalization;
using GlGan.Features;
using GlGan.Foundation;

namespace GlGan.FeatureTraining;

/// <summary>How a feature network is trained.</summary>
internal sealed record FeatureTrainingOptions : IValidated
{
    /// <summary>What the network is built of.</summary>
    internal FaceNetworkKind Kind { get; init; }

    /// <summary>People to tell apart, at least one batch of them.</summary>
    internal int Identities { get; init; } = 8_000;

    /// <summary>Views rendered of each, the frontal one among them, at least 2.</summary>
    internal int Views { get; init; } = 4;

    /// <summary>People in a batch, at least 2; each with all views.</summary>
    internal int BatchIdentities { get; init; } = 64;

    /// <summary>Images to train on, repetitions counted, at least one batch.</summary>
    internal long Images { get; init; } = 560_000;

    /// <summary>Longest time to train on them; the learning rate then falls with the time, and the result depends on the machine.</summary>
    internal TimeSpan TimeLimit { get; init; } = TimeSpan.MaxValue;

    /// <summary>Adam's learning rate at the start; it falls to 0 along half a cosine.</summary>
    internal double LearningRate { get; init; } = 2e-3;

    /// <summary>File of a network to start from; <see langword="null"/> for random weights.</summary>
    internal string? StartFrom { get; init; }

    /// <summary>Seed of weights, people and changes to images.</summary>
    internal ulong Seed { get; init; } = 1;

    internal int BatchSize => BatchIdentities * Views;

    internal long Steps => Images / BatchSize;

    /// <summary>The command that trains so; files without their folders.</summary>
    internal string CommandLine
    {
        get
        {
            FormattableString always = $"tools/GlGan.FeatureTraining --network {Kind} --images {Images} --identities {Identities} --learning-rate {LearningRate} --seed {Seed}";
            FormattableString limit = $" --minutes {TimeLimit.TotalMinutes}";
            return always.ToString(CultureInfo.InvariantCulture)
                + (TimeLimit == TimeSpan.MaxValue ? "" : limit.ToString(CultureInfo.InvariantCulture))
                + (StartFrom is null ? "" : $" --from {Path.GetFileName(StartFrom)}");
        }
    }

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.That(Views >= 2, $"There must be at least 2 views of each identity; got {Views}."),
        .. Require.That(BatchIdentities >= 2, $"There must be at least 2 identities in a batch; got {BatchIdentities}."),
        .. Require.AtLeast(Identities, BatchIdentities, "--identities"),
        .. Require.That(LearningRate is > 0 and <= 1, $"--learning-rate must be more than 0 and at most 1; got {LearningRate}."),
        .. Require.AtLeast(Images, BatchSize, "--images"),
    ];
}
