using GlGan.Discriminators;
using GlGan.Evaluation;
using GlGan.Faces;
using GlGan.Generators;
using GlGan.Pairs;
using GlGan.Synthesis;
using GlGan.Training;
using TorchSharp;

namespace GlGan;

/// <summary>What a <see cref="GlGanBuilder"/> has been told.</summary>
internal sealed record SessionPlan
{
    internal TrainingRecipe? Recipe { get; init; }

    /// <summary>Whether a recipe was given or edited.</summary>
    internal bool SaysHowToTrain { get; init; }

    internal string? ModelPath { get; init; }

    internal Func<GlGanGeneratorOptions, ulong, FaceGenerator>? OwnGenerator { get; init; }

    internal IReadOnlyList<Func<ulong, Discriminator>> OwnDiscriminators { get; init; } = [];

    internal torch.Device? Device { get; init; }

    internal ModelPurpose? Purpose { get; init; }

    internal Func<FaceFraming, ulong, FacePairs>? Pairs { get; init; }

    internal Func<ModelPurpose, FaceFraming, ulong, FacePairs>? HeldOutPairs { get; init; }

    internal int Workers { get; init; } = new BatchLoaderOptions().Workers;

    internal CheckpointStore? Checkpoints { get; init; }

    internal IReadOnlyList<ITrainingObserver> Observers { get; init; } = [];

    internal IReadOnlyList<ICheckpointScore> Scores { get; init; } = [];

    internal IReadOnlyList<ImageMetric> QuickScores { get; init; } = [];

    internal EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>What is missing or does not go together.</summary>
    internal IEnumerable<string> Errors()
    {
        if (!SaysHowToTrain && ModelPath is null) yield return "the generator is missing: call UsePreset, UseRecipe, UseGenerator with options, or UseModel.";
        if (ModelPath is not null && OwnGenerator is not null) yield return "UseModel and UseGenerator both give a network: call one of them.";
        if (Pairs is null && TrainingCalls() is { Count: > 0 } calls)
            yield return $"there is nothing to train on, though {string.Join(", ", calls)} was called: call UseSyntheticFaces, UseDataset, UseTask or UsePairs.";
    }

    private List<string> TrainingCalls()
    {
        (string Call, bool Called)[] calls =
        [
            ("AddDiscriminator", OwnDiscriminators.Count > 0),
            ("UseCheckpoints", Checkpoints is not null),
            ("AddObserver", Observers.Count > 0),
            ("AddScore", Scores.Count + QuickScores.Count > 0),
        ];
        return [.. calls.Where(call => call.Called).Select(call => call.Call)];
    }
}
