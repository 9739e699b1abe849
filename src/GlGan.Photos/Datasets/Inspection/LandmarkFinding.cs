namespace GlGan.Datasets;

/// <summary>How often a problem with landmarks was found.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Count">Number of samples; may be 0.</param>
/// <param name="First">Names of the first ones, at most five.</param>
public sealed record LandmarkFinding(LandmarkProblem Problem, int Count, IReadOnlyList<string> First);
