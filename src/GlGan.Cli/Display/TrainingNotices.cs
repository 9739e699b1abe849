using GlGan.Training;
using Spectre.Console;

namespace GlGan.Cli.Display;

/// <summary>Keeps what a training had to say, such as steps left out, to say it again at the end: lines in between scroll away.</summary>
internal sealed class TrainingNotices : ITrainingObserver
{
    private const int Listed = 20;

    private readonly List<string> _notices = [];

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
    }

    /// <inheritdoc/>
    public void OnNotice(string notice) => _notices.Add(notice);

    /// <summary>Lists them, if there are any.</summary>
    internal void Print()
    {
        if (_notices.Count == 0) return;
        AnsiConsole.MarkupLineInterpolated($"[yellow]Notes of the training ({_notices.Count}):[/]");
        foreach (var notice in _notices.Take(Listed)) AnsiConsole.MarkupLineInterpolated($"  {notice.ReplaceLineEndings($"{Environment.NewLine}  ")}");
        if (_notices.Count > Listed) AnsiConsole.MarkupLineInterpolated($"  and {_notices.Count - Listed} more");
    }
}
