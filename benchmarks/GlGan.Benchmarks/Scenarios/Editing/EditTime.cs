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
        new(Median(times.Select(time => time.Milliseconds)), Median(times.Select(time => time.CpuMilliseconds)));

    public override string ToString() => $"{Milliseconds:F1} ms ({CpuMilliseconds:F1} ms of processor time)";

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
