using System.Diagnostics;
using System.Globalization;
using GlGan.Training;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>The library against what people use today, in turn, each in a process of its own; medians over the rounds, and ratios of the medians.</summary>
internal static class SpeedScenario
{
    private const string Usage = "speed SCENARIO [--preset NAME] [--batch N] [--threads N] [--rounds N] [--only CONTENDER]...";

    /// <summary>Runs a scenario and prints its table. Options: preset (standard), batch (4), threads (as many as there are processors), rounds (3), and who takes part.</summary>
    /// <returns>0, or 1 if a contender cannot be run or the options are wrong.</returns>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.IsEmpty || !Contenders.Of.TryGetValue(arguments[0], out var names))
        {
            Console.Error.WriteLine($"{Usage}, where SCENARIO is one of: {string.Join(", ", Contenders.Of.Keys)}.");
            return 1;
        }

        var (preset, batch, threads, rounds) = (GlGanPreset.Standard, 4, Environment.ProcessorCount, 3);
        List<string> only = [];
        for (var i = 1; i + 1 < arguments.Length; i += 2)
        {
            var value = arguments[i + 1];
            if (arguments[i] == "--preset") preset = GlGanPreset.Named(value);
            else if (arguments[i] == "--batch") batch = int.Parse(value, CultureInfo.InvariantCulture);
            else if (arguments[i] == "--threads") threads = int.Parse(value, CultureInfo.InvariantCulture);
            else if (arguments[i] == "--rounds") rounds = int.Parse(value, CultureInfo.InvariantCulture);
            else only.Add(value);
        }

        return Compare(new SpeedTask(arguments[0], preset, batch, threads), [.. names.Where(name => only.Count == 0 || only.Contains(name))], rounds);
    }

    private static int Compare(SpeedTask task, string[] names, int rounds)
    {
        var measured = names.ToDictionary(name => name, _ => new List<SpeedFigures>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var name in names)
            {
                if (Figures(task, name) is not { } figures)
                {
                    Console.Error.WriteLine($"{name} could not be run.");
                    return 1;
                }

                measured[name].Add(figures);
            }
        }

        Console.WriteLine($"{task.Scenario}, {task.Preset.Name}, batch {task.Batch}, {task.Threads} threads, medians of {rounds} rounds");
        Console.WriteLine("| | ms | processor ms | ratio | by processor | MB | GFLOP/s | of a matrix product |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        var own = SpeedFigures.Median(measured[names[0]]);
        foreach (var name in names) Console.WriteLine(Row(name, SpeedFigures.Median(measured[name]), own));
        return 0;
    }

    private static string Row(string name, SpeedFigures figures, SpeedFigures own)
    {
        var rate = figures.GigaflopsPerSecond > 0 ? $"{figures.GigaflopsPerSecond:F0} | {figures.GigaflopsPerSecond / figures.PeakGigaflopsPerSecond:P0}" : " | ";
        var memory = figures.Megabytes > 0 ? $"{figures.Megabytes:F0}" : "";
        return $"| {name} | {figures.Milliseconds:F1} | {figures.CpuMilliseconds:F1} | {figures.Milliseconds / own.Milliseconds:F2} | "
            + $"{figures.CpuMilliseconds / own.CpuMilliseconds:F2} | {memory} | {rate} |";
    }

    private static SpeedFigures? Figures(SpeedTask task, string name)
    {
        string[] options = [task.Preset.Name, $"{task.Batch}", $"{task.Threads}"];
        if (name == Contenders.PyTorch)
        {
            var peer = PythonPeer.Run("pytorch_baseline.py", task.Scenario, options[0], "--batch", options[1], "--threads", options[2]);
            return peer is [var clock, var cpu] ? new SpeedFigures(clock, cpu) : null;
        }

        using var worker = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["speed-worker", task.Scenario, name, .. options]) { RedirectStandardOutput = true })!;
        var output = worker.StandardOutput.ReadToEnd();
        worker.WaitForExit();
        return worker.ExitCode == 0 ? SpeedFigures.Parse(output.Trim()) : null;
    }
}
