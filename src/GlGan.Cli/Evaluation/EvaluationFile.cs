using GlGan.Evaluation;

namespace GlGan.Cli.Evaluation;

/// <summary>Contents of an evaluation's <c>metrics.json</c>.</summary>
internal sealed record EvaluationFile(EvaluationFacts Evaluation, string BinName, IReadOnlyList<EvaluationFile.Subject> Subjects, IReadOnlyList<Verdict> Verdicts, string? Warning, CleanScores? Clean)
{
    internal static EvaluationFile Of(EvaluationFacts facts, EvaluationResult result) => new(
        facts, result.Set.BinName, [.. result.Subjects.Select(subject => new Subject(subject.Name, subject.All, subject.Bins, subject.Distributions))], result.Verdicts, result.Warning, result.Clean);

    /// <summary>What was measured of one kind of image.</summary>
    internal sealed record Subject(string Name, BinResult All, IReadOnlyList<BinResult> Bins, IReadOnlyDictionary<string, double> Distributions);
}
