using System.Globalization;
using GlGan.Cli.Display;
using GlGan.Evaluation;
using ScottPlot;

namespace GlGan.Cli.Evaluation;

/// <summary>Plots of an evaluation, as PNG files in memory.</summary>
internal static class EvaluationPlots
{
    private const int Width = 760;
    private const int Height = 420;

    /// <summary>Mean of a quantity over the bins, a curve for each kind of image.</summary>
    internal static byte[] Curve(EvaluationResult result, string title, Func<BinResult, double> value)
    {
        using var plot = new Plot();
        double[] positions = Positions(result);
        foreach (var subject in result.Subjects)
        {
            var values = subject.Bins.Select(value).ToArray();
            if (!values.All(PlotRange.IsDrawable)) continue;
            var curve = plot.Add.Scatter(positions, values);
            (curve.LegendText, curve.LineWidth, curve.MarkerSize) = (Name(subject.Name), 2, 7);
        }

        plot.Axes.Bottom.SetTicks(positions, [.. result.Output.Bins.Select(bin => bin.Bin)]);
        return Finish(plot, title, result.Set.BinName, title);
    }

    /// <summary>How often the output and the input get which score.</summary>
    internal static byte[] Histogram(EvaluationResult result, string metric)
    {
        using var plot = new Plot();
        string[] shown = [EvaluationSubject.Output, EvaluationSubject.Input];
        var scores = shown.Select(name => (Name: name, Values: result.Subjects.First(subject => subject.Name == name).Scores[metric].Where(PlotRange.IsDrawable).ToArray()))
            .Where(entry => entry.Values.Length > 0).ToArray();
        if (scores.Length > 0)
        {
            var range = PlotRange.Of(scores.SelectMany(entry => entry.Values));
            foreach (var (name, values) in scores)
            {
                var color = plot.Add.Palette.GetColor(result.Subjects.TakeWhile(subject => subject.Name != name).Count()).WithAlpha(0.55);
                plot.Add.Bars(range.Bars(values).Select(bar => new Bar { Position = bar.Middle, Value = bar.Count, Size = range.BarWidth, FillColor = color, LineWidth = 0 }).ToArray());
                plot.Legend.ManualItems.Add(new LegendItem { LabelText = Name(name), FillColor = color });
            }
        }

        return Finish(plot, $"distribution of {Name(metric)}", Name(metric), "pairs");
    }

    /// <summary>A name as text: <c>mean_face</c> is the mean face.</summary>
    internal static string Name(string name) => name.Replace('_', ' ');

    private static double[] Positions(EvaluationResult result)
    {
        var bins = result.Output.Bins;
        var numbers = bins.Select(bin => double.TryParse(bin.Bin, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        return numbers.Any(double.IsNaN) ? [.. Enumerable.Range(0, bins.Count).Select(i => (double)i)] : numbers;
    }

    private static byte[] Finish(Plot plot, string title, string xLabel, string yLabel)
    {
        PlotFont.Apply(plot);
        plot.Title(title);
        plot.XLabel(xLabel);
        plot.YLabel(yLabel);
        plot.ShowLegend(Edge.Right);
        return plot.GetImage(Width, Height).GetImageBytes(ScottPlot.ImageFormat.Png);
    }
}
