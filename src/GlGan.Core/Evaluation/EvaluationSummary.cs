using GlGan.Metrics;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Evaluation;

/// <summary>Makes means, ranks and distances out of what was collected.</summary>
/// <param name="options">What is measured.</param>
/// <param name="set">The pairs.</param>
/// <param name="targets">What was collected of the targets.</param>
internal sealed class EvaluationSummary(EvaluationOptions options, EvaluationSet set, SubjectTally targets)
{
    private const string AllBins = "all";

    // Sets too small for a covariance, or for the neighbours of precision and recall, have no distances.
    private const int FewestForDistances = 5;

    private readonly int[] _known = [.. Enumerable.Range(0, set.Labels.Count).Where(pair => set.Labels[pair].Identity is not null)];

    internal EvaluationResult Of(IReadOnlyList<SubjectTally> subjects)
    {
        var gallery = options.Recognizer is null || _known.Length == 0 ? null : Gallery();
        return new EvaluationResult(set, [.. subjects.Select(subject => Of(subject, gallery))])
        {
            Verdicts = [.. Verdict.Of(subjects[0], subjects.Single(subject => subject.Name == EvaluationSubject.Input), options.Metrics)],
        };
    }

    private FaceIdentification Gallery()
    {
        int[] first = [.. _known.DistinctBy(pair => set.Labels[pair].Identity)];
        return new FaceIdentification(Flat(targets.Embeddings, first), [.. first.Select(pair => set.Labels[pair].Identity!.Value)]);
    }

    private SubjectResult Of(SubjectTally subject, FaceIdentification? gallery)
    {
        var found = gallery?.Identify(
            Flat(subject.Embeddings, _known), [.. _known.Select(pair => set.Labels[pair].Identity!.Value)], [.. _known.Select(pair => set.Labels[pair].Bin)]);
        var curves = found?.Bins.ToDictionary(bin => bin.Key, bin => bin.Value) ?? [];
        var bins = Enumerable.Range(0, set.Labels.Count).GroupBy(pair => set.Labels[pair].Bin);
        return new SubjectResult(
            subject.Name,
            subject.Scores,
            [.. bins.Select(bin => Means(subject, bin.Key, [.. bin], curves.GetValueOrDefault(bin.Key)))],
            Means(subject, AllBins, [.. Enumerable.Range(0, set.Labels.Count)], found?.Overall),
            Distances(subject));
    }

    private BinResult Means(SubjectTally subject, string bin, int[] pairs, CumulativeMatchCurve? curve) => new(
        bin,
        pairs.Length,
        subject.Scores.ToDictionary(scores => scores.Key, scores => pairs.Average(pair => scores.Value[pair])),
        curve is null ? new Dictionary<int, double>() : options.Ranks.ToDictionary(rank => rank, curve.At));

    private Dictionary<string, double> Distances(SubjectTally subject)
    {
        Dictionary<string, double> distances = [];
        for (var i = 0; i < options.FeatureSpaces.Count && targets.Distinct.Count >= FewestForDistances; i++)
        {
            var name = options.FeatureSpaces[i].Name;
            using var scope = new TensorScope();
            var all = subject.Features[i];
            Tensor made = Matrix(all, [.. Enumerable.Range(0, all.Count)]), wanted = Matrix(targets.Features[i], [.. targets.Distinct]);
            distances[name] = FrechetDistance.Compute(FeatureStatistics.Of(made), FeatureStatistics.Of(wanted));
            distances[$"{name}_kernel"] = KernelInceptionDistance.ComputeFull(made, wanted);
            var (precision, recall) = PrecisionRecall.Compute(made, wanted);
            (distances[$"{name}_precision"], distances[$"{name}_recall"]) = (precision, recall);
        }

        return distances;
    }

    private static Tensor Matrix(List<float[]> rows, int[] chosen) => tensor(Flat(rows, chosen), [chosen.Length, rows[0].Length]);

    private static float[] Flat(List<float[]> rows, int[] chosen)
    {
        var length = rows[0].Length;
        var values = new float[chosen.Length * length];
        for (var i = 0; i < chosen.Length; i++) rows[chosen[i]].CopyTo(values, i * length);
        return values;
    }
}
