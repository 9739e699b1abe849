using System.Globalization;
using GlGan.Foundation;

namespace GlGan.Evaluation;

/// <summary>What an evaluation found.</summary>
/// <param name="Set">The pairs that were measured.</param>
/// <param name="Subjects">The generator's output first, then what it is to be compared with.</param>
public sealed record EvaluationResult(EvaluationSet Set, IReadOnlyList<SubjectResult> Subjects)
{
    /// <summary>The generator's output.</summary>
    public SubjectResult Output => Subjects[0];

    /// <summary>The output compared with the input: the whole picture by every metric, PSNR first, then each region of the pairs by PSNR.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>What becomes of faces in which nothing has to be mended; <see langword="null"/> where none were given.</summary>
    public CleanScores? Clean { get; init; }

    /// <summary>Where the output is worse than the input, and what follows from it, in plain words; <see langword="null"/> where it is nowhere worse.</summary>
    public string? Warning
    {
        get
        {
            string[] worse = [.. Verdicts.Where(IsToldOf).Select(InWords)];
            if (worse.Length == 0) return null;
            var picture = Verdicts[0];
            var advice = IsToldOf(picture)
                ? "The model should not be used: train it on more images, or with other settings."
                : $"Over the whole picture it has {Decibels(picture.Output)}, the input {Decibels(picture.Input)}: look at its pictures before you use it.";
            return $"The output is worse than the input: {string.Join("; ", worse)}. {advice}";
        }
    }

    // Other views of a person show who it is, and nothing that is made of them can show it better.
    private bool IsToldOf(Verdict verdict) => verdict.IsWorse && Shown(verdict, verdict.Output) != Shown(verdict, verdict.Input)
        && (verdict.Metric != ImageMetric.IdentityName || Set.Labels.All(label => label.Identity is null));

    private string InWords(Verdict verdict)
    {
        var what = (verdict.Metric == ImageMetric.Psnr.Name ? verdict.Area : verdict.Metric).Replace('_', ' ');
        var pairs = Set.Labels.Count;
        return $"{what} {Shown(verdict, verdict.Output)} instead of {Shown(verdict, verdict.Input)}, worse in {Math.Round(verdict.Worse * pairs)} of {PlainText.Counted(pairs, "pair")}";
    }

    private static string Shown(Verdict verdict, double value) =>
        verdict.Metric == ImageMetric.Psnr.Name ? Decibels(value) : value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Decibels(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} dB");
}
