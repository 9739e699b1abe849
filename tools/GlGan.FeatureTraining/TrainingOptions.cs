using System.Globalization;
using GlGan.Foundation;

namespace GlGan.FeatureTraining;

/// <summary>What all trainings have in common.</summary>
internal abstract record TrainingOptions : IValidated
{
    /// <summary>Images to train on, repetitions counted, at least one batch.</summary>
    internal long Images { get; init; } = 100_000;

    /// <summary>Longest time to train on them; the learning rate then falls with the time, and the result depends on the machine.</summary>
    internal TimeSpan TimeLimit { get; init; } = TimeSpan.MaxValue;

    /// <summary>Adam's learning rate at the start; it falls to 0 along half a cosine.</summary>
    internal double LearningRate { get; init; } = 2e-3;

    /// <summary>File of a network to start from; <see langword="null"/> for the weights that the training begins with.</summary>
    internal string? StartFrom { get; init; }

    /// <summary>Seed of weights, people and changes to images.</summary>
    internal ulong Seed { get; init; } = 1;

    /// <summary>Images in a batch.</summary>
    internal abstract int BatchSize { get; }

    internal long Steps => Images / BatchSize;

    /// <summary>The command that trains so; files without their folders.</summary>
    internal string CommandLine
    {
        get
        {
            FormattableString always = $"tools/GlGan.FeatureTraining {Own} --images {Images} --learning-rate {LearningRate} --seed {Seed}";
            FormattableString limit = $" --minutes {TimeLimit.TotalMinutes}";
            return always.ToString(CultureInfo.InvariantCulture)
                + (TimeLimit == TimeSpan.MaxValue ? "" : limit.ToString(CultureInfo.InvariantCulture))
                + (StartFrom is null ? "" : $" --from {Path.GetFileName(StartFrom)}");
        }
    }

    /// <summary>The part of the command that other trainings do not have.</summary>
    protected abstract string Own { get; }

    /// <summary>What is wrong with the options that other trainings do not have.</summary>
    protected abstract IEnumerable<string> OwnErrors();

    IEnumerable<string> IValidated.Errors() =>
    [
        .. OwnErrors(),
        .. Require.That(LearningRate is > 0 and <= 1, $"--learning-rate must be more than 0 and at most 1; got {LearningRate}."),
        .. Require.AtLeast(Images, BatchSize, "--images"),
        .. Require.That(TimeLimit == TimeSpan.MaxValue || TimeLimit.TotalMinutes is > 0 and <= 10_000, $"--minutes must be more than 0 and at most 10000; got {TimeLimit.TotalMinutes}."),
    ];
}
