using System.Text.Json;
using System.Text.Json.Nodes;
using GlGan.Cli.Evaluation;
using GlGan.Generators;
using GlGan.Models;
using GlGan.Training;

namespace GlGan.Cli.Training;

/// <summary>
/// Everything <c>glgan train</c> can be told but where the results go: written as <c>train.json</c> beside them, and read again by <c>--resume</c>
/// or <c>--options</c>.
/// </summary>
internal sealed record TrainSettings
{
    internal const string FileName = "train.json";

    internal const string Synthetic = "synthetic";

    public string? Data { get; init; }

    public string? Format { get; init; }

    public string? Split { get; init; }

    public IReadOnlyList<string> Classes { get; init; } = [];

    public IReadOnlyList<string> Attributes { get; init; } = [];

    public int MaxDamaged { get; init; } = 100;

    public int Workers { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    public ModelPurpose Task { get; init; } = ModelPurpose.Region;

    public string Preset { get; init; } = "small";

    public int? Size { get; init; }

    public PathwayUse Pathways { get; init; }

    public long Images { get; init; } = 200_000;

    public int Batch { get; init; } = 16;

    public int Accumulate { get; init; } = 1;

    public double LearningRate { get; init; } = 5e-4;

    public double DiscriminatorLearningRate { get; init; } = 2e-4;

    public RateSchedule Schedule { get; init; } = RateSchedule.Linear;

    public AdversarialKind Adversarial { get; init; } = AdversarialKind.TwoClass;

    public double AdversarialWeight { get; init; } = new TrainingObjective().AdversarialWeight;

    public double FeatureMatching { get; init; } = 10;

    public double FineTuning { get; init; } = TrainingPhase.FineTuningShare;

    public double R1 { get; init; }

    public double R2 { get; init; }

    public double GradientPenalty { get; init; }

    public int PenaltyInterval { get; init; } = 16;

    public AugmentationKind Augment { get; init; } = AugmentationKind.None;

    public int Pool { get; init; }

    public double? ClipNorm { get; init; }

    public bool BFloat16 { get; init; }

    public bool ChannelsLast { get; init; }

    public double LossLimit { get; init; } = new DivergenceGuard().LossLimit;

    public double AverageHalfLife { get; init; } = 5_000;

    public long CheckpointImages { get; init; } = 10_000;

    public long EvaluateEvery { get; init; } = 10_000;

    public string BestBy { get; init; } = MetricNames.Perceptual;

    public int KeepCheckpoints { get; init; } = 3;

    public bool TensorBoard { get; init; }

    public ulong Seed { get; init; } = 1;

    /// <summary>The same settings for a process that runs in another folder.</summary>
    internal TrainSettings WithFullPath() => Data is null or Synthetic ? this : this with { Data = Path.GetFullPath(Data) };

    /// <summary>What differs from the settings a run was started with, one line each.</summary>
    internal IEnumerable<string> DifferencesFrom(TrainSettings before)
    {
        var (old, now) = (AsJson(before), AsJson(this));
        return now.Where(entry => !JsonNode.DeepEquals(entry.Value, old[entry.Key]))
            .Select(entry => $"{entry.Key}: {old[entry.Key]?.ToJsonString() ?? "none"} before, {entry.Value?.ToJsonString() ?? "none"} now");

        static JsonObject AsJson(TrainSettings settings) => JsonSerializer.SerializeToNode(settings, CliJson.Default.TrainSettings)!.AsObject();
    }

    /// <summary>Writes the settings beside the results; the file is complete or absent.</summary>
    internal void Keep(string folder)
    {
        var partial = Path.Combine(folder, $".{FileName}");
        File.WriteAllBytes(partial, JsonSerializer.SerializeToUtf8Bytes(this, CliJson.Default.TrainSettings));
        File.Move(partial, Path.Combine(folder, FileName), overwrite: true);
    }
}
