using GlGan.Cli.Evaluation;
using GlGan.Evaluation;
using GlGan.Foundation;
using Spectre.Console;

namespace GlGan.Cli.Display;

/// <summary>Shows an evaluation: a line of progress every few seconds, then the means as a table.</summary>
internal sealed class EvaluationDisplay : IProgress<EvaluationProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private DateTime _nextLine = DateTime.UtcNow + Interval;

    /// <inheritdoc/>
    public void Report(EvaluationProgress value)
    {
        if (DateTime.UtcNow < _nextLine) return;
        _nextLine = DateTime.UtcNow + Interval;
        AnsiConsole.WriteLine($"{value.Done} of {PlainText.Counted(value.Total, "pair")}");
    }

    /// <summary>Prints the means over all pairs, those of the output by bin, and where it is better than the input.</summary>
    internal static void Print(EvaluationResult result)
    {
        Print("", result.Subjects.Select(subject => (EvaluationPlots.Name(subject.Name), subject.All)));
        foreach (var (name, distance) in result.Output.Distributions) Screen.Say($"{EvaluationPlots.Name(name)}: {distance:0.0000}");
        if (result.Clean is { } clean) Screen.Say($"{EvaluationPage.InWords(clean)}");
        if (result.Output.Bins.Count > 1) Print(result.Set.BinName, result.Output.Bins.Select(bin => (bin.Bin, bin)));
        var verdicts = new Table().AddColumn("").AddColumns([.. EvaluationPage.VerdictColumns]);
        foreach (var verdict in result.Verdicts) verdicts.AddRow([Markup.Escape(EvaluationPage.Name(verdict)), .. EvaluationPage.Values(verdict)]);
        AnsiConsole.Write(verdicts);
        if (result.Warning is { } warning) Screen.Say($"[yellow]{warning}[/]");
    }

    // Ranks have a table of their own: several recognisers make many columns.
    private static void Print(string corner, IEnumerable<(string Name, BinResult Bin)> rows)
    {
        Print(EvaluationPage.MetricColumns, EvaluationPage.MetricValues);
        Print(EvaluationPage.RankColumns, EvaluationPage.RankValues);

        void Print(Func<BinResult, IReadOnlyList<string>> columns, Func<BinResult, IReadOnlyList<string>> values)
        {
            var names = columns(rows.First().Bin);
            if (names.Count == 0) return;
            var table = new Table().AddColumn(corner).AddColumns([.. names.Select(Markup.Escape)]);
            foreach (var (name, bin) in rows) table.AddRow([name, .. values(bin)]);
            AnsiConsole.Write(table);
        }
    }
}
