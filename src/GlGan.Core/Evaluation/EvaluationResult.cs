namespace GlGan.Evaluation;

/// <summary>What an evaluation found.</summary>
/// <param name="Set">The pairs that were measured.</param>
/// <param name="Subjects">The generator's output first, then what it is to be compared with.</param>
public sealed record EvaluationResult(EvaluationSet Set, IReadOnlyList<SubjectResult> Subjects)
{
    /// <summary>The generator's output.</summary>
    public SubjectResult Output => Subjects[0];
}
