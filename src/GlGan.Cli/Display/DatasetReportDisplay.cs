using GlGan.Datasets;
using GlGan.Foundation;
using Spectre.Console;

namespace GlGan.Cli.Display;

/// <summary>Prints a <see cref="DatasetReport"/> as tables.</summary>
internal static class DatasetReportDisplay
{
    internal static void Print(string path, string format, IReadOnlyDictionary<string, int> splits, DatasetReport report)
    {
        var facts = new Table().Border(TableBorder.None).HideHeaders().AddColumn(new TableColumn("").NoWrap()).AddColumn("");
        foreach (var (name, value) in Facts(path, format, splits, report)) facts.AddRow(new Text(name, new Style(foreground: Color.Grey)), new Text(PlainText.Printable(value)));
        AnsiConsole.Write(facts);
        PrintCounts("class", report.Classes, report.Count);
        PrintCounts("attribute", report.Attributes, report.Count);
        PrintLandmarks(report);
        DatasetNotices.Print(report.Notices);
        PrintDamaged(report);
    }

    private static IEnumerable<(string Name, string Value)> Facts(string path, string format, IReadOnlyDictionary<string, int> splits, DatasetReport report)
    {
        yield return ("dataset", path);
        yield return ("format", format == report.Name ? format : $"{format} of {report.Name}");
        yield return ("samples", $"{report.Count}");
        if (splits.Count > 0) yield return ("splits", string.Join(", ", splits.Select(split => $"{split.Key} {split.Value}")));
        if (report.Identities > 0) yield return ("persons", $"{report.Identities}");
        yield return ("landmarks", Share(report.WithLandmarks, report.Count));
        if (report.WithTarget > 0) yield return ("pairs", Share(report.WithTarget, report.Count));
        if (report.Aligned > 0) yield return ("aligned already", Share(report.Aligned, report.Count));
        yield return ("looked at", report.Decoded >= report.Count ? "all images" : $"{PlainText.Counted(report.Decoded, "image")} drawn at random (--all for all)");
        if (report.Width is { } width) yield return ("width", $"{Range(width)} pixels");
        if (report.Height is { } height) yield return ("height", $"{Range(height)} pixels");
    }

    private static void PrintCounts(string kind, IReadOnlyDictionary<string, int> counts, int total)
    {
        if (counts.Count == 0) return;
        var table = new Table().AddColumns(kind, "samples", "share");
        foreach (var (name, count) in counts) table.AddRow(Markup.Escape(PlainText.Printable(name)), $"{count}", $"{(double)count / total:P1}");
        AnsiConsole.Write(table);
    }

    private static void PrintLandmarks(DatasetReport report)
    {
        var found = report.Landmarks.Where(finding => finding.Count > 0).ToList();
        if (report.WithLandmarks > 0 && found.Count == 0) Screen.Say($"[green]Nothing is wrong with the landmarks.[/]");
        foreach (var finding in found)
            Screen.Say($"[yellow]{Describe(finding.Problem)}: {finding.Count}[/], first {string.Join(", ", finding.First)}");
    }

    private static void PrintDamaged(DatasetReport report)
    {
        var share = report.Damaged.Count == 0 ? "none" : $"{report.Damaged.Count}";
        Screen.Say($"damaged: {share} of {PlainText.Counted(report.Decoded, "image")} looked at");
        foreach (var image in report.Damaged) Screen.Say($"  {image.Name}: {image.Reason}");
    }

    private static string Describe(LandmarkProblem problem) => problem switch
    {
        LandmarkProblem.OutsideImage => "landmarks outside of the image",
        LandmarkProblem.EyesSwapped => "left eye right of the right eye",
        LandmarkProblem.EyesTogether => "eyes (nearly) at one place",
        _ => "mouth above the eyes",
    };

    private static string Share(int count, int total) => count == total ? "all" : count == 0 ? "none" : $"{count} of {total}";

    private static string Range(LengthRange range) =>
        range.Smallest == range.Largest ? $"{range.Median}" : $"{range.Smallest} to {range.Largest}, median {range.Median}";
}
