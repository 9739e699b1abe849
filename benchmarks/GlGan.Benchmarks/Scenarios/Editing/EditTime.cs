using System.Diagnostics;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>How long an edit took.</summary>
/// <param name="Milliseconds">On the clock.</param>
/// <param name="CpuMilliseconds">Of all threads.</param>
internal sealed record EditTime(double Milliseconds, double CpuMilliseconds)
{
    private const int Repeats = 4;

    /// <summary>The mean of some runs.</summary>
    internal static EditTime Of(Action edit)
    {
        var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        for (var i = 0; i < Repeats; i++) edit();
        return new EditTime(Stopwatch.GetElapsedTime(start).TotalMilliseconds / Repeats, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Repeats);
    }

    internal static EditTime Median(IReadOnlyCollection<EditTime> times) =>
        new(times.Select(time => time.Milliseconds).Order().ElementAt(times.Count / 2), times.Select(time => time.CpuMilliseconds).Order().ElementAt(times.Count / 2));

    public override string ToString() => $"{Milliseconds:F1} ms ({CpuMilliseconds:F1} ms of processor time)";
}
