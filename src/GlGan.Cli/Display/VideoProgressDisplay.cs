using GlGan.Video;
using Spectre.Console;

namespace GlGan.Cli.Display;

/// <summary>Shows work on a video: a live bar on a terminal, a plain line every few seconds elsewhere.</summary>
internal sealed class VideoProgressDisplay : IProgress<VideoProgress>
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(5);

    private readonly string _what;
    private readonly ProgressTask? _bar;
    private DateTime _nextLine = DateTime.UtcNow;

    private VideoProgressDisplay(string what, ProgressTask? bar) => (_what, _bar) = (what, bar);

    /// <summary>Runs work with a display on the console.</summary>
    internal static T Show<T>(string what, Func<IProgress<VideoProgress>, T> work)
    {
        if (!Screen.IsLive) return work(new VideoProgressDisplay(what, null));
        return AnsiConsole.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => work(new VideoProgressDisplay(what, context.AddTask(what, maxValue: 1))));
    }

    /// <inheritdoc/>
    public void Report(VideoProgress value)
    {
        var left = value.Left is { } time ? $"  {(int)time.TotalMinutes}:{time.Seconds:00} left" : "";
        var line = $"{_what}  {value.Done} of {value.Total} frames  {value.FramesPerSecond:0.0} frames/s{left}";
        if (_bar is not null)
        {
            (_bar.Value, _bar.Description) = ((double)value.Done / Math.Max(1, value.Total), line);
        }
        else if (DateTime.UtcNow >= _nextLine)
        {
            _nextLine = DateTime.UtcNow + PlainInterval;
            Console.WriteLine(line);
        }
    }
}
