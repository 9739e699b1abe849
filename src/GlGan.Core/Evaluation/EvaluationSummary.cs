using GlGan.Metrics;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Evaluation;

/// <summary>Makes means, ranks and distances out of what was collected.</summary>
/// <param name="options">What is measured.</param>
/// <param name="set">The pairs.</param>
/// <param name="targets">What was collected of the targets.</param>
/// <param name="gallery">The persons.</param>
internal sealed class EvaluationSummary(EvaluationOptions options, EvaluationSet set, SubjectTally targets, PersonGallery gallery)
{
    private const string AllBins = "all";

    // Sets too small for a covariance, or for the neighbours of precision and recall, have no distances.
    private const int FewestForDistances = 5;

    private readonly int[] _known = [.. Enumerable.Range(0, set.Labels.Count).Where(pair => set.Labels[pair].Identity is not null)];

    internal EvaluationResult Of(IReadOnlyList<SubjectTally> subjects) => new(set, [.. subjects.Select(Of)])
    {
        Verdicts = [.. Verdict.Of(subjects[0], subjects.Single(subject => subject.Name == EvaluationSubject.Input), options.Metrics)],
        Clean = subjects.SingleOrDefault(subject => subject.Name == EvaluationSubject.Clean) is { } clean ? CleanScores.Of(clean.Decibels[0].Values) : null,
    };

    private SubjectResult Of(SubjectTally subject)
    {
        var bins = Enumerable.Range(0, set.Labels.Count).GroupBy(pair => set.Labels[pair].Bin);
        return new SubjectResult(
            subject.Name,
            subject.Scores,
            [.. bins.Select(bin => Means(subject, bin.Key, [.. bin], pair => set.Labels[pair].Bin == bin.Key))],
            Means(subject, AllBins, [.. Enumerable.Range(0, set.Labels.Count)], _ => true),
            Distances(subject));
    }

    private BinResult Means(SubjectTally subject, string bin, int[] pairs, Func<int, bool> isInBin)
    {
        Dictionary<string, IReadOnlyDictionary<int, double>> found = [];
        foreach (var (recognizer, all) in options.Recognizers.Zip(subject.Ranks))
        {
            int[] ranks = [.. _known.Zip(all).Where(probe => isInBin(probe.First)).Select(probe => probe.Second)];
            if (ranks.Length > 0) found[recognizer.Name] = options.Ranks.ToDictionary(rank => rank, new CumulativeMatchCurve(ranks, gallery.Persons).At);
        }

        var means = subject.Scores.ToDictionary(scores => scores.Key, scores => pairs.Average(pair => scores.Value[pair]));
        return new BinResult(bin, pairs.Length, means, found.Values.FirstOrDefault() ?? new Dictionary<int, double>()) { IdentificationBy = found };
    }

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

        foreach (var (metric, measurement) in options.SetMetrics.Zip(subject.Together))
            foreach (var (part, value) in measurement.Compute()) distances[$"{metric.Name}_{part}"] = value;
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
