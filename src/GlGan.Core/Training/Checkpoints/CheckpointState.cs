using System.Text.Json.Nodes;
using GlGan.Datasets;
using GlGan.Foundation;

namespace GlGan.Training;

/// <summary>Everything a training needs to go on that is not a tensor. Random numbers are drawn from (seed, step): there is no stream to save.</summary>
internal sealed record CheckpointState : IValidated
{
    internal const int CurrentVersion = 2;

    /// <summary>Version of this layout.</summary>
    public required int Version { get; init; }

    /// <summary>Version of GlGan.Core that wrote the checkpoint.</summary>
    public required string Library { get; init; }

    /// <summary>Version of TorchSharp that wrote the checkpoint.</summary>
    public required string TorchSharp { get; init; }

    public required long Images { get; init; }

    public required long Steps { get; init; }

    /// <summary>Images seen at the last tick.</summary>
    public required long ImagesAtTick { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>Threads libtorch computed on, where that was a CPU: with others the last bits of sums differ. <see langword="null"/> elsewhere, and where it was not recorded.</summary>
    public int? Threads { get; init; }

    /// <summary>Processes it began on, which gave a step at least as many batches; <see langword="null"/> for one.</summary>
    public int? Ranks { get; init; }

    /// <summary>Index of the first training pair of the next batch.</summary>
    public required long Position { get; init; }

    /// <summary>How often the training was rolled back.</summary>
    public required int Rollbacks { get; init; }

    /// <summary>The adaptive augmentation.</summary>
    public AugmentationState? Augmentation { get; init; }

    /// <summary>Losses summed since the last tick.</summary>
    public required IReadOnlyDictionary<string, LossSum> Losses { get; init; }

    /// <summary>What was measured on this checkpoint.</summary>
    public required IReadOnlyDictionary<string, MeasuredScore> Scores { get; init; }

    /// <summary>Images seen at the newest checkpoint that was measured; 0 when none was.</summary>
    public long MeasuredAt { get; init; }

    /// <summary>How it trains.</summary>
    public required JsonNode Recipe { get; init; }

    /// <summary>Classes of the networks: the generator's, and the discriminators'.</summary>
    public required IReadOnlyList<string> Networks { get; init; }

    /// <summary>What it trains on; <see langword="null"/> where that is not known or cannot change.</summary>
    public DatasetFingerprint? Dataset { get; init; }

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.NotNegative(Images), .. Require.NotNegative(Steps), .. Require.LieIn(ImagesAtTick, 0, Math.Max(0, Images)), .. Require.NotNegative(Elapsed.Ticks, nameof(Elapsed)),
        .. Require.NotNegative(Position), .. Require.NotNegative(Rollbacks), .. Require.LieIn(MeasuredAt, 0, Math.Max(0, Images)),
        .. Require.That(Recipe is JsonObject, $"{nameof(Recipe)} must be an object."), .. Require.That(!Networks.Contains(null!), $"{nameof(Networks)} must be names."),
    ];
}
