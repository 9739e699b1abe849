using GlGan.Training;
using Spectre.Console;

namespace GlGan.Cli.Display;

/// <summary>Shows a training: a live bar on a terminal, plain lines elsewhere.</summary>
internal sealed class TrainingDisplay : ITrainingObserver
{
    private const string Gap = "  ";

    // With the spaces between columns.
    private const int Percentage = 10;

    private readonly ProgressTask _bar;

    private TrainingDisplay(ProgressTask bar) => _bar = bar;

    /// <summary>Runs a training with a display on the console.</summary>
    internal static TrainingResult Show(Func<ITrainingObserver, TrainingResult> train)
    {
        if (!Screen.IsLive) return train(new TextObserver(Console.Out));
        return AnsiConsole.Progress()
            .HideCompleted(false)
            .Columns(new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => train(new TrainingDisplay(context.AddTask("starting", maxValue: 1))));
    }

    /// <summary>The share of a training that is done. It follows the time that is left: of images there may be more than there is time for.</summary>
    internal static double Done(TrainingTick tick) => tick.Images == 0 ? 0 : tick.Elapsed / (tick.Elapsed + tick.Remaining);

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        _bar.Value = Done(tick);
        _bar.Description = Markup.Escape(Fitted(TextObserver.Describe(tick), AnsiConsole.Profile.Width - BarWidth - Percentage));
    }

    /// <inheritdoc/>
    public void OnProgress(TrainingTick tick) => OnTick(tick);

    /// <inheritdoc/>
    public void OnNotice(string notice) => Screen.Warn($"[yellow]note:[/] {notice}");

    /// <summary>As much of a line as there is room for: values at its end are left out, since a bar of several lines jumps.</summary>
    internal static string Fitted(string line, int width)
    {
        while (line.Length > width && line.LastIndexOf(Gap, StringComparison.Ordinal) is > 0 and var end) line = line[..end];
        return line;
    }

    private static int BarWidth => Math.Clamp(AnsiConsole.Profile.Width / 5, 10, 40);
}
