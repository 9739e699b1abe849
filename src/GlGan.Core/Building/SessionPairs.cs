using GlGan.Batches;
using GlGan.Datasets;
using GlGan.Evaluation;
using GlGan.Generators;
using GlGan.Models;
using GlGan.Pairs;
using GlGan.Rendering;

namespace GlGan.Building;

/// <summary>What a session trains on and is measured by, opened in the framing of its generator.</summary>
internal sealed class SessionPairs : IDisposable
{
    private static readonly int[] QuickYaws = [0, 30, 60, 90];

    private readonly IFaceDataset? _owned;

    private SessionPairs(IFaceDataset? owned = null) => _owned = owned;

    /// <summary>Pairs to train on; <see langword="null"/> where <see cref="Batches"/> come ready.</summary>
    internal ITrainingTask? Training { get; private init; }

    /// <summary>The user's own batches; borrowed.</summary>
    internal IBatchSource? Batches { get; private init; }

    /// <summary>The pairs to measure by, for a number of pairs or, for rendered faces, of persons; <see langword="null"/> where none are held out.</summary>
    internal Func<int, EvaluationSet>? Measured { get; private init; }

    /// <summary>Few pairs, to measure by at checkpoints.</summary>
    internal Func<EvaluationSet>? Quick { get; private init; }

    internal static SessionPairs OfTask(ITrainingTask task) => new() { Training = task };

    internal static SessionPairs OfBatches(IBatchSource batches) => new() { Batches = batches };

    internal static SessionPairs OfRendered(SyntheticFaces faces, GlGanGeneratorOptions generator)
    {
        const int QuickPersons = 16;
        var views = new RenderedViews(faces, generator);
        return new SessionPairs { Training = views.Training, Measured = persons => views.Measured(persons), Quick = () => views.Measured(QuickPersons, QuickYaws) };
    }

    /// <summary>Pairs of a dataset, to train on or to measure by.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="owned">Whether it is disposed with the pairs, or at once when it does not fit.</param>
    /// <param name="task">What pairs are made for.</param>
    /// <param name="generator">Size, template and regions.</param>
    /// <param name="seed">Seed of their order and variation.</param>
    internal static SessionPairs OfDataset(IFaceDataset dataset, bool owned, ModelPurpose task, GlGanGeneratorOptions generator, ulong seed)
    {
        const int QuickPairs = 64;
        try
        {
            var pairs = new DatasetPairs(dataset, task, generator, new AlignmentOptions().MaxDamaged);
            return new SessionPairs(owned ? dataset : null)
            {
                Training = pairs.Varied(seed),
                Measured = count => EvaluationSet.First(pairs.Still(seed), count),
                Quick = () => EvaluationSet.First(pairs.Still(seed), Math.Min(QuickPairs, dataset.Count)),
            };
        }
        catch when (owned)
        {
            dataset.Dispose();
            throw;
        }
    }

    public void Dispose() => _owned?.Dispose();
}
