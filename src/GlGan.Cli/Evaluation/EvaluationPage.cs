using System.Globalization;
using System.Net;
using System.Text;
using GlGan.Evaluation;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Cli.Evaluation;

/// <summary>Writes an evaluation as one HTML file that needs no other file, no script and no network.</summary>
internal sealed class EvaluationPage(EvaluationFacts facts, EvaluationResult result)
{
    private const string Style = """
        :root { color-scheme: light dark; --line: #8884; --soft: #8881; }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; margin: 0 0 .2rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
        .wide { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        th, td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
        th:first-child, td:first-child { text-align: left; } thead th { border-bottom-width: 2px; } tr.subject td { background: var(--soft); font-weight: 600; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 1rem 0; } dt { opacity: .7; } dd { margin: 0; overflow-wrap: anywhere; }
        figure { margin: 0; } figcaption { opacity: .7; font-size: .9rem; } img { max-width: 100%; height: auto; border-radius: 4px; }
        .faces { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; } .faces img { width: 100%; }
        .warning { border-left: 4px solid #c60; padding-left: .8rem; font-weight: 600; }
        .plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 1rem; } .plots img { background: #fff; }
        """;

    private readonly StringBuilder _html = new();

    /// <summary>Writes the page.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="grids">Pictures with their titles.</param>
    /// <param name="gridMetric">What the pictures were chosen by.</param>
    /// <param name="lossPlot">Plot of the training's losses as PNG, if there is one.</param>
    internal void Save(string path, IReadOnlyList<(string Title, ImageBuffer Grid)> grids, string gridMetric, byte[]? lossPlot)
    {
        var title = $"GL-GAN evaluation of {Path.GetFileName(facts.Model)}";
        _html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" href="data:,"><title>{Encode(title)}</title><style>{Style}</style></head><body><main>
            <h1>{Encode(title)}</h1>

            """);
        AddFacts();
        AddVerdicts();
        AddSummary();
        AddBins();
        Heading("Pictures");
        _html.Append(CultureInfo.InvariantCulture, $"<p>Chosen by {EvaluationPlots.Name(gridMetric)}. In a row: input, local images on the canvas, output, target.</p><div class=\"faces\">");
        foreach (var (name, grid) in grids) Figure(name, Provenance.Mark(SkiaImageCodec.Default.Encode(grid, ImageFormat.Png, 100), DigitalSource.TrainedAlgorithmicMedia));
        _html.Append("</div>");
        AddPlots(lossPlot);
        _html.Append("</main></body></html>\n");
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(_html.ToString()));
    }

    private void AddFacts()
    {
        (string Name, string Value)[] rows =
        [
            ("model", facts.Model),
            ("task", facts.Task.ToString().ToLowerInvariant()),
            ("trained on", $"{facts.ImagesTrained.ToString("N0", CultureInfo.InvariantCulture)} images of {facts.ImageSize}×{facts.ImageSize} pixels"),
            ("measured on", $"{PlainText.Counted(facts.Pairs, "pair")} of {facts.Data}, seed {facts.Seed}"),
            ("persons told apart by", facts.Recognizer ?? "nothing"),
        ];
        _html.Append("<dl>");
        foreach (var (name, value) in rows) _html.Append(CultureInfo.InvariantCulture, $"<dt>{name}</dt><dd>{Encode(value)}</dd>");
        _html.Append("</dl>\n");
    }

    private void AddVerdicts()
    {
        Heading("Output and input");
        if (result.Warning is { } warning) _html.Append(CultureInfo.InvariantCulture, $"<p class=\"warning\">{Encode(warning)}</p>");
        BeginTable(["", .. VerdictColumns]);
        foreach (var verdict in result.Verdicts) Row(Name(verdict), Values(verdict));
        EndTable();
        if (result.Clean is { } clean) _html.Append(CultureInfo.InvariantCulture, $"<p>{InWords(clean)}</p>\n");
    }

    private void AddSummary()
    {
        Heading("All pairs");
        BeginTable(["", .. Columns]);
        foreach (var subject in result.Subjects) Row(EvaluationPlots.Name(subject.Name), Values(subject.All));
        EndTable();
        if (result.Output.Distributions.Count == 0) return;
        Heading("All images together");
        BeginTable(["", .. result.Subjects.Select(subject => EvaluationPlots.Name(subject.Name))]);
        foreach (var name in result.Output.Distributions.Keys) Row(EvaluationPlots.Name(name), [.. result.Subjects.Select(subject => Number(subject.Distributions[name]))]);
        EndTable();
    }

    private void AddBins()
    {
        if (result.Output.Bins.Count < 2) return;
        Heading($"By {result.Set.BinName}");
        BeginTable([result.Set.BinName, .. Columns, "pairs"]);
        foreach (var subject in result.Subjects)
        {
            _html.Append(CultureInfo.InvariantCulture, $"<tr class=\"subject\"><td colspan=\"{Columns.Count + 2}\">{EvaluationPlots.Name(subject.Name)}</td></tr>");
            foreach (var bin in subject.Bins) Row(bin.Bin, [.. Values(bin), $"{bin.Count}"]);
        }

        EndTable();
    }

    private void AddPlots(byte[]? lossPlot)
    {
        Heading("Plots");
        _html.Append("<div class=\"plots\">");
        if (result.Output.Bins.Count > 1)
        {
            foreach (var metric in result.Output.Scores.Keys) Plot($"mean {EvaluationPlots.Name(metric)}", EvaluationPlots.Curve(result, EvaluationPlots.Name(metric), bin => bin.Means[metric]));
            foreach (var rank in result.Output.All.Identification.Keys) Plot($"share found within rank {rank}", EvaluationPlots.Curve(result, $"rank-{rank}", bin => bin.Identification[rank]));
        }

        foreach (var metric in result.Output.Scores.Keys) Plot($"distribution of {EvaluationPlots.Name(metric)}", EvaluationPlots.Histogram(result, metric));
        if (lossPlot is not null) Plot("losses of the training", lossPlot);
        _html.Append("</div>");
    }

    private IReadOnlyList<string> Columns => [.. MetricColumns(result.Output.All), .. RankColumns(result.Output.All)];

    private static string[] Values(BinResult bin) => [.. MetricValues(bin), .. RankValues(bin)];

    /// <summary>The names of a bin's metrics.</summary>
    internal static IReadOnlyList<string> MetricColumns(BinResult bin) => [.. bin.Means.Keys.Select(EvaluationPlots.Name)];

    /// <summary>Their means as text.</summary>
    internal static IReadOnlyList<string> MetricValues(BinResult bin) => [.. bin.Means.Values.Select(Number)];

    /// <summary>Ranks and who found persons within them: <c>rank-1, pixels</c>.</summary>
    internal static IReadOnlyList<string> RankColumns(BinResult bin) =>
        [.. bin.IdentificationBy.SelectMany(judge => judge.Value.Keys.Select(rank => $"rank-{rank}, {EvaluationPlots.Name(judge.Key)}"))];

    /// <summary>The shares that were found, as text.</summary>
    internal static IReadOnlyList<string> RankValues(BinResult bin) => [.. bin.IdentificationBy.Values.SelectMany(ranks => ranks.Values.Select(Share))];

    /// <summary>What becomes of clean inputs, as a sentence.</summary>
    internal static string InWords(CleanScores clean) => clean.Unchanged == clean.Count
        ? "A clean input comes back unchanged."
        : $"A clean input comes back at {Number(clean.Mean)} dB, at the least {Number(clean.Minimum)} dB"
            + (clean.Unchanged > 0 ? $"; {clean.Unchanged} of {clean.Count} come back unchanged and are left out of the mean." : ".");

    /// <summary>What <see cref="Values(Verdict)"/> are.</summary>
    internal static IReadOnlyList<string> VerdictColumns { get; } = ["output", "input", "better in", "worse in"];

    /// <summary>What is compared: <c>psnr, left eye</c>.</summary>
    internal static string Name(Verdict verdict) => $"{EvaluationPlots.Name(verdict.Metric)}, {EvaluationPlots.Name(verdict.Area)}";

    /// <summary>The numbers of a comparison as text.</summary>
    internal static string[] Values(Verdict verdict) => [Number(verdict.Output), Number(verdict.Input), Share(verdict.Better), Share(verdict.Worse)];

    private void Heading(string text) => _html.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(text)}</h2>\n");

    private void BeginTable(IEnumerable<string> columns)
    {
        _html.Append("<div class=\"wide\"><table><thead><tr>");
        foreach (var column in columns) _html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Encode(column)}</th>");
        _html.Append("</tr></thead><tbody>\n");
    }

    private void Row(string name, IReadOnlyList<string> cells)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(name)}</td>");
        foreach (var cell in cells) _html.Append(CultureInfo.InvariantCulture, $"<td>{Encode(cell)}</td>");
        _html.Append("</tr>\n");
    }

    private void EndTable() => _html.Append("</tbody></table></div>\n");

    private void Plot(string title, byte[] png) => Figure(title, png);

    private void Figure(string title, byte[] png) => _html.Append(
        CultureInfo.InvariantCulture, $"<figure><img alt=\"{Encode(title)}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\"><figcaption>{Encode(title)}</figcaption></figure>\n");

    private static string Number(double value) => double.IsFinite(value) ? value.ToString(Math.Abs(value) >= 10 ? "0.00" : "0.0000", CultureInfo.InvariantCulture) : "–";

    private static string Share(double value) => value.ToString("P1", CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(PlainText.Printable(text));
}
