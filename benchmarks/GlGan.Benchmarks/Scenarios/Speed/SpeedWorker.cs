using System.Diagnostics;
using System.Globalization;
using GlGan.Native;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>
/// Measures one contender in a process of its own: what waits for work in one library's threads does not slow down the next one's, and memory is its own.
/// </summary>
internal static class SpeedWorker
{
    private const int Side = 2048, FewestRuns = 3;
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(2), Shortest = TimeSpan.FromSeconds(4), Enough = TimeSpan.FromSeconds(30);

    /// <summary>Prints the figures on one line. Arguments: scenario, contender, preset, batch, threads.</summary>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        // The others as they are without this library.
        AppContext.SetSwitch(TorchRuntime.UntouchedSwitch, arguments[1] != Contenders.Library);
        TorchRuntime.EnsureLoaded();
        int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
        var task = new SpeedTask(arguments[0], GlGanPreset.Named(arguments[2]), Number(arguments[3]), Number(arguments[4]));
        set_num_threads(task.Threads);
        var peak = MatrixRate();
        var gigaflops = Contenders.Gigaflops(task);
        using var contender = Contenders.Create(task, arguments[1]);
        var (clock, cpu) = Measure(contender.Run);
        Console.WriteLine(new SpeedFigures(clock, cpu, PeakMegabytes(), gigaflops / clock * 1000, peak).ToLine());
        return 0;
    }

    private static double MatrixRate()
    {
        using var scope = NewDisposeScope();
        Tensor left = rand(Side, Side), right = rand(Side, Side);
        var (clock, _) = Measure(() => left.matmul(right).Dispose());
        return 2.0 * Side * Side * Side / 1e9 / clock * 1000;
    }

    private static (double Milliseconds, double CpuMilliseconds) Measure(Action run)
    {
        var whole = Stopwatch.StartNew();
        do run();
        while (whole.Elapsed < Warmup);

        List<(double Clock, double Cpu)> runs = [];
        whole.Restart();
        while (whole.Elapsed < Shortest || (runs.Count < FewestRuns && whole.Elapsed < Enough))
        {
            var (clock, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            run();
            runs.Add((Stopwatch.GetElapsedTime(clock).TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds));
        }

        return (runs.Select(one => one.Clock).Order().ElementAt(runs.Count / 2), runs.Select(one => one.Cpu).Order().ElementAt(runs.Count / 2));
    }

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }
}
