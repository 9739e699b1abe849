using System.Globalization;
using GlGan.Foundation;

namespace GlGan.FeatureTraining.Detection;

/// <summary>How a face detector is trained.</summary>
internal sealed record DetectorTrainingOptions : IValidated
{
    /// <summary>Scenes in a batch.</summary>
    internal const int BatchSize = 16;

    /// <summary>Rendered views of people, each of another, at least 1.</summary>
    internal int People { get; init; } = 4_000;

    /// <summary>Scenes to train on, at least one batch.</summary>
    internal long Scenes { get; init; } = 100_000;

    /// <summary>Longest time to train on them; the learning rate then falls with the time, and the result depends on the machine.</summary>
    internal TimeSpan TimeLimit { get; init; } = TimeSpan.MaxValue;

    /// <summary>Adam's learning rate at the start; it falls to 0 along half a cosine.</summary>
    internal double LearningRate { get; init; } = 2e-3;

    /// <summary>File of a network to start from; <see langword="null"/> for random weights.</summary>
    internal string? StartFrom { get; init; }

    /// <summary>Seed of weights, people and scenes.</summary>
    internal ulong Seed { get; init; } = 1;

    internal long Steps => Scenes / BatchSize;

    /// <summary>The command that trains so; files without their folders.</summary>
    internal string CommandLine
    {
        get
        {
            FormattableString always = $"tools/GlGan.FeatureTraining detector --scenes {Scenes} --people {People} --learning-rate {LearningRate} --seed {Seed}";
            FormattableString limit = $" --minutes {TimeLimit.TotalMinutes}";
            return always.ToString(CultureInfo.InvariantCulture)
                + (TimeLimit == TimeSpan.MaxValue ? "" : limit.ToString(CultureInfo.InvariantCulture))
                + (StartFrom is null ? "" : $" --from {Path.GetFileName(StartFrom)}");
        }
    }

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.AtLeast(People, 1, "--people"),
        .. Require.That(LearningRate is > 0 and <= 1, $"--learning-rate must be more than 0 and at most 1; got {LearningRate}."),
        .. Require.AtLeast(Scenes, BatchSize, "--scenes"),
        .. Require.That(TimeLimit == TimeSpan.MaxValue || TimeLimit.TotalMinutes is > 0 and <= 10_000, $"--minutes must be more than 0 and at most 10000; got {TimeLimit.TotalMinutes}."),
    ];
}
