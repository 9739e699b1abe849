using GlGan.Training;
using Spectre.Console;

namespace GlGan.Cli.Display;

/// <summary>Shows a training: a live bar on a terminal, a plain line every few seconds elsewhere.</summary>
internal sealed class TrainingDisplay : ITrainingObserver
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);

    private readonly ProgressTask? _bar;
    private TimeSpan _nextLine;

    private TrainingDisplay(ProgressTask? bar) => _bar = bar;

    /// <summary>Runs a training with a display on the console.</summary>
    internal static TrainingResult Show(Func<ITrainingObserver, TrainingResult> train)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || !AnsiConsole.Profile.Out.IsTerminal) return train(new TrainingDisplay(null));
        return AnsiConsole.Progress()
            .HideCompleted(false)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => train(new TrainingDisplay(context.AddTask("starting", maxValue: 1))));
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        var text = Describe(tick);
        if (_bar is not null)
        {
            _bar.Value = tick.IsLast ? 1 : tick.Elapsed / (tick.Elapsed + tick.Remaining + TimeSpan.FromMilliseconds(1));
            _bar.Description = Markup.Escape(text);
        }
        else if (tick.Elapsed >= _nextLine || tick.IsLast)
        {
            _nextLine = tick.Elapsed + PlainInterval;
            Console.WriteLine(text);
        }
    }

    /// <inheritdoc/>
    public void OnNotice(string notice) => AnsiConsole.MarkupLineInterpolated($"[yellow]note:[/] {notice}");

    private static string Describe(TrainingTick tick)
    {
        if (tick.Images == 0) return $"{tick.Phase}: starting";
        var losses = string.Join("  ", tick.Losses.Select(loss => $"{loss.Key} {loss.Value:0.000}"));
        return $"{tick.Phase}  {tick.Images} images  {tick.ImagesPerSecond:0.0}/s  {Clock(tick.Remaining)} left  {losses}";
    }

    private static string Clock(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : $"{time:m\\:ss}";
}
