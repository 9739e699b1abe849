namespace GlGan.Evaluation;

/// <summary>How far an evaluation is.</summary>
/// <param name="Done">Pairs measured.</param>
/// <param name="Total">Pairs to measure.</param>
public readonly record struct EvaluationProgress(int Done, int Total);
