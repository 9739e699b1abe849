using System.Diagnostics;
using System.Globalization;
using GlGan.Metrics;
using TorchSharp;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Mean and covariance of as many features as FID takes, made batch by batch: the time of the sums, and whether memory stays bounded.</summary>
internal static class FidStatisticsScenario
{
    private const int Dimension = 2048, Batch = 500;
    private const double AllowedGrowthMegabytes = 64;

    /// <summary>Prints time, rate, resident memory and the distance of two halves. Options: <c>--samples N</c> (default 50,000).</summary>
    /// <returns>0, or 1 if the memory grew after the first batches.</returns>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        var samples = arguments is ["--samples", var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 50_000;
        using var generator = new torch.Generator(1);
        using var first = new FeatureAccumulator(Dimension);
        using var second = new FeatureAccumulator(Dimension);
        var (seconds, cpu, settled, peak) = (0.0, TimeSpan.Zero, 0.0, 0.0);
        for (var done = 0; done < samples; done += Batch)
        {
            using var features = torch.randn(Batch, Dimension, generator: generator);
            var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            (done < samples / 2 ? first : second).Add(features);
            seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
            cpu += Environment.CpuUsage.TotalTime - used;
            var resident = Environment.WorkingSet / 1048576.0;
            if (done == samples / 2 + 4 * Batch) settled = resident;
            peak = Math.Max(peak, resident);
        }

        var operations = 2.0 * samples * Dimension * Dimension / 1e9;
        Console.WriteLine($"{samples} x {Dimension} features in batches of {Batch}: {seconds:F1} s, {operations / seconds:F0} GFLOP/s; {cpu.TotalSeconds:F1} s of processor time, {operations / cpu.TotalSeconds:F0} GFLOP/s per core");
        Console.WriteLine($"resident: {settled:F0} MB with both matrices, {peak:F0} MB at most; the features alone would take {samples * (Dimension * 4L) / 1048576} MB");
        var distanceStart = Stopwatch.GetTimestamp();
        var distance = FrechetDistance.Compute(first.ToStatistics(), second.ToStatistics());
        Console.WriteLine($"Frechet distance of the halves: {distance:F3} in {Stopwatch.GetElapsedTime(distanceStart).TotalSeconds:F1} s");
        return peak - settled <= AllowedGrowthMegabytes ? 0 : 1;
    }
}
