using GlGan.Training;
using Spectre.Console;

namespace GlGan.Cli.Display;

/// <summary>Shows a training: a live bar on a terminal, plain lines elsewhere.</summary>
internal sealed class TrainingDisplay : ITrainingObserver
{
    private readonly ProgressTask _bar;

    private TrainingDisplay(ProgressTask bar) => _bar = bar;

    /// <summary>Runs a training with a display on the console.</summary>
    internal static TrainingResult Show(Func<ITrainingObserver, TrainingResult> train)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || !AnsiConsole.Profile.Out.IsTerminal) return train(new TextObserver(Console.Out));
        return AnsiConsole.Progress()
            .HideCompleted(false)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => train(new TrainingDisplay(context.AddTask("starting", maxValue: 1))));
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        _bar.Value = tick.IsLast ? 1 : tick.Elapsed / (tick.Elapsed + tick.Remaining + TimeSpan.FromMilliseconds(1));
        _bar.Description = Markup.Escape(TextObserver.Describe(tick));
    }

    /// <inheritdoc/>
    public void OnProgress(TrainingTick tick) => OnTick(tick);

    /// <inheritdoc/>
    public void OnNotice(string notice) => AnsiConsole.MarkupLineInterpolated($"[yellow]note:[/] {notice}");
}
