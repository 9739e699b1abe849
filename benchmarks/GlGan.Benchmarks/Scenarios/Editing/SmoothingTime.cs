namespace GlGan.Benchmarks.Scenarios;

/// <summary>What one call costs at best.</summary>
/// <param name="Milliseconds">By the clock.</param>
/// <param name="CpuMilliseconds">Of all processors together.</param>
internal readonly record struct SmoothingTime(double Milliseconds, double CpuMilliseconds)
{
    internal static SmoothingTime Least(SmoothingTime first, SmoothingTime second) =>
        new(Math.Min(first.Milliseconds, second.Milliseconds), Math.Min(first.CpuMilliseconds, second.CpuMilliseconds));
}
