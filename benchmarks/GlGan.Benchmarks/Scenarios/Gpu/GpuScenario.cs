using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GlGan.Native;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>
/// Joint training steps on a device beside those of PyTorch, eager and compiled, in the same run. Steps are queued without waiting and counted when the device has made all of them, as in a training.
/// </summary>
internal static class GpuScenario
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2), Enough = TimeSpan.FromSeconds(4);
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Dictionary<string, TrainingPrecision> Precisions = new()
    {
        ["float32"] = new() { AllowTf32 = false },
        ["tf32"] = new(),
        ["bfloat16"] = new() { BFloat16Convolutions = true, ChannelsLast = true },
    };

    /// <summary>Writes one JSON file of milliseconds per step. Arguments: device, file, and names of presets with batches (<c>standard:16</c>).</summary>
    /// <returns>0; 2 for other arguments.</returns>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is not [var name, var file, .. var tasks] || tasks.Length == 0)
        {
            Console.Error.WriteLine("Usage: gpu DEVICE FILE PRESET:BATCH...");
            return 2;
        }

        var device = TorchRuntime.SelectDevice(name);
        JsonArray rows = [];
        foreach (var task in tasks)
            foreach (var (precision, settings) in Precisions)
            {
                var (preset, batch) = (GlGanPreset.Named(task.Split(':')[0]), int.Parse(task.Split(':')[1], CultureInfo.InvariantCulture));
                var row = new JsonObject { ["preset"] = preset.Name, ["batch"] = batch, ["device"] = name, ["precision"] = precision };
                rows.Add(row);
                row["glgan_ms"] = Milliseconds(preset, batch, settings, device);
                AddPyTorch(row, "pytorch_ms");
                Console.WriteLine(row.ToJsonString());
                Save();
            }

        // Compiling takes longest, so it comes last: whoever ends the run early has the rest.
        foreach (var row in rows.OfType<JsonObject>())
        {
            AddPyTorch(row, "pytorch_compiled_ms", "--compile");
            Save();
        }

        return 0;

        void Save() => File.WriteAllText(file, rows.ToJsonString(Indented));
    }

    private static void AddPyTorch(JsonObject row, string column, params string[] options) => row[column] = PythonPeer.Run(
        "pytorch_baseline.py", ["train-step", $"{row["preset"]}", "--batch", $"{row["batch"]}", "--device", $"{row["device"]}".Split(':')[0], "--precision", $"{row["precision"]}", .. options])?[0];

    private static double Milliseconds(GlGanPreset preset, int batch, TrainingPrecision precision, Device device)
    {
        var recipe = new TrainingRecipe { Generator = preset.Generator, Discriminators = preset.Discriminators, Phases = TrainingPhase.JointOnly(1000), Precision = precision };
        using var training = new LibraryTraining(recipe, phase: 0, batch, device: device);
        using var allowed = training.BeginTraining();
        Steps(training, WarmUp);
        return Steps(training, Enough);
    }

    private static double Steps(LibraryTraining training, TimeSpan least)
    {
        var (clock, steps) = (Stopwatch.StartNew(), 0);
        for (var together = 1; clock.Elapsed < least; together = Math.Min(2 * together, 16))
        {
            for (var step = 0; step < together; step++) training.Run();
            training.Wait();
            steps += together;
        }

        return clock.Elapsed.TotalMilliseconds / steps;
    }
}
