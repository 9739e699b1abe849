using GlGan.Training;
using ScottPlot;

namespace GlGan.Cli.Display;

/// <summary>Collects the losses of a training and draws them over the images seen.</summary>
internal sealed class LossPlot : ITrainingObserver
{
    private readonly Dictionary<string, (List<double> Images, List<double> Values)> _curves = [];
    private readonly List<(string Phase, long Images)> _phases = [];

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        if (_phases.Count == 0 || _phases[^1].Phase != tick.Phase) _phases.Add((tick.Phase, tick.Images));
        foreach (var (name, value) in tick.Losses)
        {
            if (!_curves.TryGetValue(name, out var curve)) _curves[name] = curve = ([], []);
            curve.Images.Add(tick.Images);
            curve.Values.Add(value);
        }
    }

    /// <summary>Writes the plot as PNG. Curves are on a logarithmic axis, because the terms differ by orders of magnitude.</summary>
    internal void Save(string path)
    {
        using var plot = new Plot();
        foreach (var (name, (images, values)) in _curves)
        {
            var curve = plot.Add.ScatterLine(images, values.ConvertAll(value => Math.Log10(Math.Max(value, 1e-6))));
            curve.LegendText = name.Replace('_', ' ');
            curve.LineWidth = 2;
        }

        foreach (var (phase, images) in _phases.Skip(1))
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
        plot.SavePng(path, 1100, 700);
    }
}
