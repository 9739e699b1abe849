using GlGan.Cli.Commands;
using GlGan.Cli.Training;
using GlGan.Datasets;
using GlGan.Evaluation;
using GlGan.Faces;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Synthesis;

namespace GlGan.Cli.Evaluation;

/// <summary>The pairs to measure on, and the dataset they come from, if there is one.</summary>
/// <param name="Set">The pairs.</param>
/// <param name="Pairs">Where they are from.</param>
/// <param name="Dataset">The dataset, disposed with this; <see langword="null"/> for rendered views.</param>
internal sealed record EvaluationPairs(EvaluationSet Set, FacePairs Pairs, IFaceDataset? Dataset) : IDisposable
{
    internal const int DefaultPersons = 256;
    internal const int MostPairs = 1_000_000;

    private const int DefaultPairs = 1000;

    /// <summary>Opens the pairs of a purpose in the framing of a generator.</summary>
    /// <param name="choice">The dataset; its path may be <see cref="TrainData.Synthetic"/>.</param>
    /// <param name="purpose">What the model is for.</param>
    /// <param name="framing">How it wants faces.</param>
    /// <param name="count">Persons for frontal views, pairs otherwise; <see langword="null"/> for the default.</param>
    /// <param name="seed">Seed of the population or of the choice of pairs.</param>
    /// <param name="stop">Stops the search for faces in plain images.</param>
    internal static EvaluationPairs Open(DatasetChoice choice, ModelPurpose purpose, FaceFraming framing, int? count, ulong seed, CancellationToken stop)
    {
        if (choice.Path == TrainData.Synthetic && purpose == ModelPurpose.Frontal)
        {
            if (count > FacePairs.HeldOutPeople) throw new ArgumentException($"--count must be at most {FacePairs.HeldOutPeople} persons: trainings see those that follow.");
            var rendered = FacePairs.OfRendered(new SyntheticFaces(seed), framing);
            return new EvaluationPairs(EvaluationSet.Of(rendered, count ?? DefaultPersons), rendered, null);
        }

        var dataset = choice.Path == TrainData.Synthetic ? TrainData.Photos(framing, seed) : choice.Open(stop);
        try
        {
            var pairs = FacePairs.OfDataset(dataset, framing, purpose, seed);
            return new EvaluationPairs(EvaluationSet.Of(pairs, count ?? Math.Min(DefaultPairs, dataset.Count)), pairs, dataset);
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    public void Dispose() => Dataset?.Dispose();
}
