namespace GlGan.Evaluation;

/// <summary>What is known of a pair that a generator is measured on.</summary>
/// <param name="Identity">Number of the person; <see langword="null"/> where it is not known, which leaves the pair out of identification.</param>
/// <param name="Bin">The group it is counted in, such as its yaw.</param>
public readonly record struct EvaluationLabel(int? Identity, string Bin);
