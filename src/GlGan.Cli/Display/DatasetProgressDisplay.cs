using GlGan.Datasets;
using Spectre.Console;

namespace GlGan.Cli.Display;

/// <summary>Shows work on a dataset: a live bar on a terminal, a plain line every few seconds elsewhere.</summary>
internal sealed class DatasetProgressDisplay : IProgress<DatasetProgress>
{
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(10);

    private readonly string _what;
    private readonly ProgressTask? _bar;
    private readonly DateTime _start = DateTime.UtcNow;
    private DatasetProgress _first;
    private DateTime _nextLine = DateTime.UtcNow + PlainInterval;

    private DatasetProgressDisplay(string what, ProgressTask? bar) => (_what, _bar) = (what, bar);

    /// <summary>Runs work with a display on the console.</summary>
    internal static T Show<T>(string what, Func<IProgress<DatasetProgress>, T> work)
    {
        if (!Screen.IsLive) return work(new DatasetProgressDisplay(what, null));
        return AnsiConsole.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => work(new DatasetProgressDisplay(what, context.AddTask(what, maxValue: 1))));
    }

    /// <inheritdoc/>
    public void Report(DatasetProgress value)
    {
        if (_first.Total == 0) _first = value;
        if (_bar is not null)
        {
            _bar.Value = value.Total == 0 ? 1 : (double)value.Done / value.Total;
            _bar.Description = Describe(value);
        }
        else if (DateTime.UtcNow >= _nextLine)
        {
            _nextLine = DateTime.UtcNow + PlainInterval;
            Console.WriteLine(Describe(value));
        }
    }

    private string Describe(DatasetProgress value)
    {
        var rate = (value.Done - _first.Done) / Math.Max(0.001, (DateTime.UtcNow - _start).TotalSeconds);
        var damaged = value.Damaged == 0 ? "" : $"  {value.Damaged} damaged";
        return $"{_what}  {value.Done} of {value.Total}  {rate:0}/s{damaged}";
    }
}
