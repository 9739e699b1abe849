using GlGan.Building;
using GlGan.Cli.Commands;
using GlGan.Cli.Training;
using GlGan.Datasets;
using GlGan.Evaluation;
using GlGan.Generators;
using GlGan.Models;
using GlGan.Pairs;
using GlGan.Rendering;

namespace GlGan.Cli.Evaluation;

/// <summary>The pairs to measure on, and the dataset they come from, if there is one.</summary>
/// <param name="Set">The pairs.</param>
/// <param name="Faces">The faces of the dataset; <see langword="null"/> for rendered views.</param>
/// <param name="Dataset">The dataset, disposed with this; <see langword="null"/> for rendered views.</param>
internal sealed record EvaluationPairs(EvaluationSet Set, AlignedFaces? Faces, IFaceDataset? Dataset) : IDisposable
{
    internal const int DefaultPersons = 256;

    private const int DefaultPairs = 1000;

    /// <summary>Opens the pairs of a task in the framing of a generator.</summary>
    /// <param name="choice">The dataset; its path may be <see cref="TrainSettings.Synthetic"/>.</param>
    /// <param name="task">The task of the model.</param>
    /// <param name="generator">The generator.</param>
    /// <param name="count">Persons for frontal views, pairs otherwise; <see langword="null"/> for the default.</param>
    /// <param name="seed">Seed of the population or of the choice of pairs.</param>
    internal static EvaluationPairs Open(DatasetChoice choice, ModelPurpose task, GlGanGeneratorOptions generator, int? count, ulong seed)
    {
        if (choice.Path == TrainSettings.Synthetic && task == ModelPurpose.Frontal)
        {
            if (count > RenderedViews.HeldOut) throw new ArgumentException($"--count must be at most {RenderedViews.HeldOut} persons: trainings see those that follow.");
            return new EvaluationPairs(new RenderedViews(new SyntheticFaces(seed), generator).Measured(count ?? DefaultPersons), null, null);
        }

        var dataset = choice.Path == TrainSettings.Synthetic ? TrainTasks.Rendered(generator, seed) : choice.Open();
        try
        {
            var pairs = new DatasetPairs(dataset, task, generator, new AlignmentOptions().MaxDamaged);
            return new EvaluationPairs(EvaluationSet.First(pairs.Still(seed), count ?? Math.Min(DefaultPairs, dataset.Count)), pairs.Faces, dataset);
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    public void Dispose() => Dataset?.Dispose();
}
