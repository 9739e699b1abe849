using GlGan.Training;
using ScottPlot;

namespace GlGan.Cli.Display;

/// <summary>Draws the losses of a training, resumed ones whole, over the images seen.</summary>
internal static class LossPlot
{
    private const double Lowest = 1e-6;

    /// <summary>Draws the plot as PNG. Curves are on a logarithmic axis, because the terms differ by orders of magnitude.</summary>
    /// <param name="log">What <see cref="JsonLinesObserver"/> wrote.</param>
    internal static byte[] Draw(string log)
    {
        var ticks = LoggedTick.Read(log).ToArray();
        using var plot = new Plot();
        foreach (var name in ticks.SelectMany(tick => tick.Losses.Keys).Distinct())
        {
            var points = ticks.Where(tick => tick.Losses.TryGetValue(name, out var loss) && double.IsFinite(loss)).ToArray();
            if (points.Length == 0) continue;
            var curve = plot.Add.ScatterLine(
                points.Select(tick => (double)tick.Images).ToArray(), points.Select(tick => Math.Log10(Math.Max(tick.Losses[name], Lowest))).ToArray());
            curve.LegendText = name.Replace('_', ' ');
            curve.LineWidth = 2;
        }

        foreach (var (phase, images) in ticks.DistinctBy(tick => tick.Phase).Skip(1).Select(tick => (tick.Phase, tick.Images)))
        {
            var line = plot.Add.VerticalLine(images, 1, Colors.Gray, LinePattern.Dashed);
            line.LegendText = $"begin of {phase}";
        }

        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            LabelFormatter = exponent => Math.Pow(10, exponent).ToString("0.###"),
            MinorTickGenerator = new ScottPlot.TickGenerators.LogMinorTickGenerator(),
        };
        PlotFont.Apply(plot);
        plot.XLabel("images");
        plot.YLabel("mean loss between ticks, unweighted");
        plot.Title("GL-GAN training losses");
        plot.ShowLegend(Alignment.UpperRight);
        return plot.GetImage(1100, 700).GetImageBytes(ImageFormat.Png);
    }
}
