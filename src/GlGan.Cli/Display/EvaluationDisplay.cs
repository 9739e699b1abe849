using GlGan.Cli.Evaluation;
using GlGan.Evaluation;
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
        AnsiConsole.WriteLine($"{value.Done} of {value.Total} pairs");
    }

    /// <summary>Prints the means over all pairs, those of the output by bin, and whether it is better than the input.</summary>
    internal static void Print(EvaluationResult result)
    {
        string[] columns = [.. result.Output.Scores.Keys.Select(EvaluationPlots.Name), .. result.Output.All.Identification.Keys.Select(rank => $"rank-{rank}")];
        var all = new Table().AddColumn("").AddColumns(columns);
        foreach (var subject in result.Subjects) all.AddRow([EvaluationPlots.Name(subject.Name), .. EvaluationPage.Values(subject.All)]);
        AnsiConsole.Write(all);
        foreach (var (name, distance) in result.Output.Distributions) AnsiConsole.MarkupLineInterpolated($"{EvaluationPlots.Name(name)}: {distance:0.0000}");
        if (result.Output.Bins.Count > 1)
        {
            var bins = new Table().AddColumn(result.Set.BinName).AddColumns(columns);
            foreach (var bin in result.Output.Bins) bins.AddRow([bin.Bin, .. EvaluationPage.Values(bin)]);
            AnsiConsole.Write(bins);
        }

        var verdicts = new Table().AddColumn("").AddColumns([.. EvaluationPage.VerdictColumns]);
        foreach (var verdict in result.Verdicts) verdicts.AddRow([Markup.Escape(EvaluationPage.Name(verdict)), .. EvaluationPage.Values(verdict)]);
        AnsiConsole.Write(verdicts);
        if (result.Warning is { } warning) AnsiConsole.MarkupLineInterpolated($"[yellow]{warning}[/]");
    }
}
