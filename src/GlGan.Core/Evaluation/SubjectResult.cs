namespace GlGan.Evaluation;

/// <summary>What was measured of one kind of image: the generator's output, or something it is to be compared with.</summary>
/// <param name="Name">One of <see cref="EvaluationSubject"/>'s names.</param>
/// <param name="Scores">For each metric, a number per pair.</param>
/// <param name="Bins">Means by bin, in the order of the set.</param>
/// <param name="All">Means over all pairs.</param>
/// <param name="Distributions">Distances to the set of all targets, by name.</param>
public sealed record SubjectResult(
    string Name,
    IReadOnlyDictionary<string, IReadOnlyList<double>> Scores,
    IReadOnlyList<BinResult> Bins,
    BinResult All,
    IReadOnlyDictionary<string, double> Distributions);
