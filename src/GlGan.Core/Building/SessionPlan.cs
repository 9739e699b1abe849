using GlGan.Models;
using GlGan.Discriminators;
using GlGan.Editing;
using GlGan.Evaluation;
using GlGan.Generators;
using GlGan.Losses;
using GlGan.Pairs;
using GlGan.Synthesis;
using GlGan.Training;
using TorchSharp;

namespace GlGan.Building;

/// <summary>What a <see cref="GlGanBuilder"/> has been told.</summary>
internal sealed record SessionPlan
{
    internal GlGanGeneratorOptions? Generator { get; init; }

    internal string? ModelPath { get; init; }

    internal Func<GlGanGeneratorOptions, ulong, FaceGenerator>? OwnGenerator { get; init; }

    internal DiscriminatorSetOptions? Discriminators { get; init; }

    internal IReadOnlyList<Func<ulong, Discriminator>> OwnDiscriminators { get; init; } = [];

    internal ulong Seed { get; init; } = 1;

    internal torch.Device? Device { get; init; }

    internal ModelPurpose? Task { get; init; }

    internal Func<GlGanGeneratorOptions, ulong, SessionPairs>? Pairs { get; init; }

    internal Func<ModelPurpose, GlGanGeneratorOptions, ulong, SessionPairs>? HeldOutPairs { get; init; }

    internal BatchLoaderOptions Loading { get; init; } = new();

    internal TrainingObjective? OwnObjective { get; init; }

    internal (IAdversarialLoss Loss, double Weight)? Adversarial { get; init; }

    internal bool WithoutDefaultLosses { get; init; }

    internal IReadOnlyList<WeightedLoss> Losses { get; init; } = [];

    internal IReadOnlyList<IDiscriminatorPenalty> Penalties { get; init; } = [];

    internal TrainingOptions? Training { get; init; }

    internal IReadOnlyList<TrainingPhase> Phases { get; init; } = [];

    internal CheckpointStore? Checkpoints { get; init; }

    internal IReadOnlyList<ITrainingObserver> Observers { get; init; } = [];

    internal IReadOnlyList<ITrainingMetric> Metrics { get; init; } = [];

    internal IReadOnlyList<ImageMetric> QuickMetrics { get; init; } = [];

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    internal EvaluationOptions Evaluation { get; init; } = new();

    internal Func<FaceSynthesizer, ISwapMethod>? SwapMethod { get; init; }

    internal SwapOptions SwapOptions { get; init; } = new();

    internal IImageBlender? Blender { get; init; }

    internal IImageSmoother? Smoother { get; init; }

    /// <summary>Whether there is something to train against; without, a session measures and synthesises only.</summary>
    internal bool HasDiscriminators => Discriminators is not null || OwnDiscriminators.Count > 0;

    /// <summary>The training options with the seed and the phases that were given.</summary>
    internal TrainingOptions Options
    {
        get
        {
            var options = Training ?? new TrainingOptions();
            return options with { Seed = Seed, Phases = Phases.Count > 0 ? Phases : options.Phases };
        }
    }

    /// <summary>The objective for a generator of these pathways: the default or the user's, with the losses that were added in the place of those of the same name.</summary>
    internal TrainingObjective Objective(PathwayUse pathways)
    {
        var objective = OwnObjective ?? TrainingObjective.For(pathways);
        var added = Losses.Select(term => term.Loss.Name).ToHashSet();
        var kept = WithoutDefaultLosses ? [] : objective.Terms.Where(term => !added.Contains(term.Loss.Name));
        return objective with
        {
            Adversarial = Adversarial?.Loss ?? objective.Adversarial,
            AdversarialWeight = Adversarial?.Weight ?? objective.AdversarialWeight,
            Terms = [.. kept, .. Losses],
            Penalties = [.. objective.Penalties, .. Penalties],
        };
    }

    /// <summary>What is missing or does not go together.</summary>
    internal IEnumerable<string> Errors()
    {
        if (Generator is null && ModelPath is null)
            yield return "the generator is missing: call UsePreset, UseGenerator with options, or UseModel.";
        if (ModelPath is not null && OwnGenerator is not null)
            yield return "UseModel and UseGenerator both give a network: call one of them.";
        var calls = TrainingCalls();
        if (!HasDiscriminators && calls.Count > 0)
            yield return $"the discriminators are missing, though {string.Join(", ", calls)} was called: call UsePreset, UseDiscriminators or AddDiscriminator.";
        if (Pairs is null && calls.Count > 0)
            yield return $"there is nothing to train on, though {string.Join(", ", calls)} was called: call UseSyntheticFaces, UseDataset, UseTask or UseBatches.";
        if (OwnObjective is not null && (Adversarial is not null || Losses.Count > 0 || Penalties.Count > 0 || WithoutDefaultLosses))
            yield return "UseObjective gives the whole objective: put the losses into it, or leave it out and call UseAdversarialLoss, AddLoss and AddPenalty.";
    }

    private List<string> TrainingCalls()
    {
        (string Call, bool Called)[] calls =
        [
            ("AddDiscriminator", OwnDiscriminators.Count > 0),
            ("UseObjective", OwnObjective is not null),
            ("UseAdversarialLoss", Adversarial is not null),
            ("AddLoss", Losses.Count > 0),
            ("AddPenalty", Penalties.Count > 0),
            ("WithTraining", Training is not null),
            ("AddPhase", Phases.Count > 0),
            ("UseCheckpoints", Checkpoints is not null),
            ("AddObserver", Observers.Count > 0),
            ("AddMetric", Metrics.Count + QuickMetrics.Count > 0),
        ];
        return [.. calls.Where(call => call.Called).Select(call => call.Call)];
    }
}
