using System.Globalization;
using System.Text.Json;
using ScottPlot;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Losses of trainings that differ in their number of ranks alone, over one another: <c>ranks curves PNG LOG…</c>.</summary>
internal static class RankCurves
{
    private static readonly string[] Drawn = ["generator", "discriminator"];

    /// <summary>Draws the logs that <c>glgan train</c> wrote, and prints how far each is from the first.</summary>
    internal static int Draw(string path, string[] logs)
    {
        var runs = logs.Select(Read).ToArray();
        using var plot = new Plot();
        for (var run = 0; run < runs.Length; run++)
        {
            foreach (var loss in Drawn)
            {
                var curve = plot.Add.ScatterLine(runs[run].Select(tick => tick.Images).ToArray(), runs[run].Select(tick => tick.Losses[loss]).ToArray());
                // Curves that coincide lie within one another.
                curve.LineWidth = 3 * (runs.Length - run) - 1;
                curve.LegendText = $"{loss}, {Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(logs[run])))}";
            }

            var apart = runs[0].Zip(runs[run]).SelectMany(pair => pair.First.Losses.Keys.Select(loss => Math.Abs(pair.First.Losses[loss] - pair.Second.Losses[loss]))).Max();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{logs[run]}: {runs[run].Length} ticks, at most {apart:g3} from the first"));
        }

        plot.XLabel("images");
        plot.YLabel("mean loss between ticks, unweighted");
        plot.ShowLegend(Alignment.UpperRight);
        plot.SavePng(path, 1100, 600);
        return 0;
    }

    private static (double Images, Dictionary<string, double> Losses)[] Read(string log) =>
    [
        .. File.ReadLines(log)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(tick => tick.TryGetProperty("losses", out var losses) && losses.EnumerateObject().Any())
            .Select(tick => (tick.GetProperty("images").GetDouble(), tick.GetProperty("losses").EnumerateObject().ToDictionary(loss => loss.Name, loss => loss.Value.GetDouble()))),
    ];
}
