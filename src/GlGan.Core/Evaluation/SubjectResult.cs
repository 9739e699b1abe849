namespace GlGan.Evaluation;

/// <summary>What was measured of one kind of image: the generator's output, or something it is to be compared with.</summary>
/// <param name="Name">One of <see cref="EvaluationSubject"/>'s names.</param>
/// <param name="Scores">For each metric, a number per pair.</param>
/// <param name="Bins">Means by bin, in the order of the set.</param>
/// <param name="All">Means over all pairs.</param>
/// <param name="Distributions">
/// Against the set of all targets, each taken once, by the name of the feature space: the Fréchet distance under the name itself, the kernel distance,
/// precision and recall under <c>NAME_kernel</c>, <c>NAME_precision</c> and <c>NAME_recall</c>. None of them where there are fewer than five different targets. Then the numbers of
/// each <see cref="SetMetric"/>.
/// </param>
public sealed record SubjectResult(
    string Name,
    IReadOnlyDictionary<string, IReadOnlyList<double>> Scores,
    IReadOnlyList<BinResult> Bins,
    BinResult All,
    IReadOnlyDictionary<string, double> Distributions);
