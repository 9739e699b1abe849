using System.Text.Json.Nodes;
using GlGan.Collectives;
using GlGan.Discriminators;
using GlGan.Evaluation;
using GlGan.Faces;
using GlGan.Foundation;
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

    internal ILandmarkDetector? Detector { get; init; }

    internal int Workers { get; init; } = new BatchLoaderOptions().Workers;

    internal CheckpointStore? Checkpoints { get; init; }

    internal IReadOnlyList<ITrainingObserver> Observers { get; init; } = [];

    internal IReadOnlyList<ICheckpointScore> Scores { get; init; } = [];

    internal IReadOnlyList<ImageMetric> QuickScores { get; init; } = [];

    /// <summary>Processes that train together; <see langword="null"/> for this one alone.</summary>
    internal ICollective? Ranks { get; init; }

    internal EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>Whether the pairs may leave faces out to measure by: those of rendered people do, those of photos do not.</summary>
    internal bool MayHoldOut { get; init; }

    /// <summary>Says everything that is wrong.</summary>
    internal static void Refuse(IReadOnlyList<string> errors) =>
        throw new InvalidOperationException($"This GL-GAN cannot be built:{Environment.NewLine}- {string.Join($"{Environment.NewLine}- ", errors)}");

    /// <summary>What is missing or does not go together.</summary>
    /// <param name="recipe">The recipe with all edits.</param>
    /// <param name="model">What the model says of itself, if there is one that can be read.</param>
    internal IEnumerable<string> Errors(TrainingRecipe recipe, ModelInfo? model)
    {
        if (!SaysHowToTrain && ModelPath is null) yield return "the generator is missing: call UsePreset, UseRecipe, UseGenerator with options, or UseModel.";
        if (Pairs is null && TrainingCalls() is { Count: > 0 } calls)
            yield return $"there is nothing to train on, though {string.Join(", ", calls)} was called: call UseSyntheticFaces, UseDataset, UseTask or UsePairs.";
        if (!SaysHowToTrain && ModelPath is not null && TrainingCalls() is { Count: > 0 } unused)
            yield return $"nothing says how to train, though {string.Join(", ", unused)} was called: call UsePreset or UseRecipe.";
        if (Purpose is { } purpose && Misfit(recipe.Generator.Composition, purpose)) yield return
            $"{nameof(GlGanGeneratorOptions.Composition)} is {recipe.Generator.Composition}, which does not go with data for {purpose}: leave it at {OutputComposition.Automatic}.";
        if (QuickScores.Count > 0 && Pairs is not null && !MayHoldOut && HeldOutPairs is null)
            yield return "no faces are held out for AddScore to measure by: call UseEvaluationDataset.";
        foreach (var error in ScoreErrors().Concat(ModelErrors(recipe, model))) yield return error;
    }

    // Priors come of frontal views alone, and what a swap is refined by of swaps.
    private static bool Misfit(OutputComposition composition, ModelPurpose purpose) => composition switch
    {
        OutputComposition.Automatic => false,
        OutputComposition.Refine => purpose != ModelPurpose.Swap,
        OutputComposition.Prior => purpose != ModelPurpose.Frontal,
        _ => purpose == ModelPurpose.Swap,
    };

    private IEnumerable<string> ScoreErrors()
    {
        string[] names = [.. Scores.Select(score => score.Name), .. QuickScores.Select(metric => metric.Name)];
        foreach (var error in Require.Once(names, "AddScore")) yield return error;
        if (Checkpoints?.Options.BestBy is { } best && !names.Contains(best))
            yield return $"the best checkpoint is to be kept by '{best}', but no score has that name: call AddScore, whose names are [{string.Join(", ", names)}].";
    }

    private IEnumerable<string> ModelErrors(TrainingRecipe recipe, ModelInfo? model)
    {
        if (model is null) yield break;
        if (Purpose is { } purpose && purpose != model.Purpose)
            yield return $"'{ModelPath}' was trained for {model.Purpose}, the data are for {purpose}: use data for the same purpose, or another model.";

        // A shape that nobody named is not meant.
        var (named, unnamed) = (RecipeJson.ShapeNode(recipe.Generator.For(model.Purpose)), RecipeJson.ShapeNode(new GlGanGeneratorOptions().For(model.Purpose)));
        if (Recipe is null && JsonNode.DeepEquals(named, unnamed)) yield break;
        foreach (var difference in RecipeJson.Differences(RecipeJson.ShapeNode(model.Generator), named, ("in the model", "in the recipe")))
            yield return $"'{ModelPath}' has another shape than the recipe: {difference}. Use the preset it was trained with, or WithRecipe(recipe => recipe with {{ Generator = … }}).";
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
