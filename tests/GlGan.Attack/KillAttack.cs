using System.Diagnostics;
using System.Globalization;
using GlGan.Training;

namespace GlGan.Attack;

/// <summary>A training of its own process, killed at any moment and resumed again and again, ends with the model of one that was left alone, and no checkpoint is ever half-written.</summary>
internal static class KillAttack
{
    private static readonly TimeSpan SlowestStart = TimeSpan.FromMinutes(1);

    internal static bool Run(int kills, string folder)
    {
        var (undisturbed, killed) = (Path.Combine(folder, "undisturbed"), Path.Combine(folder, "killed"));
        if (!Finish(undisturbed, resume: false)) return false;
        var random = new Random(5);
        var store = new CheckpointStore(Path.Combine(killed, "checkpoints"));
        var inFlight = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            using var training = Start(killed, resume: File.Exists(Path.Combine(killed, "train.json")));
            WaitForCheckpoint(training, store, Newest(store));
            Thread.Sleep(random.Next(600));
            if (!training.HasExited) inFlight++;
            training.Kill(entireProcessTree: true);
            training.WaitForExit();
            // Throws where one is damaged and none is intact; and the newest must be.
            var newest = Newest(store);
            if (store.NewestImages() is { } images && images != newest) return Broken($"after kill {kill + 1} the checkpoint at {newest} is damaged");
            if (kill % 10 == 9) Console.WriteLine($"{kill + 1} kills, {inFlight} of them in flight, {newest} images");
        }

        if (!Finish(killed, resume: true)) return false;
        return File.ReadAllBytes(Path.Combine(undisturbed, "model.safetensors")).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(killed, "model.safetensors"))) || Broken("the models differ");
    }

    private static bool Broken(string what)
    {
        Console.WriteLine(what);
        return false;
    }

    private static bool Finish(string folder, bool resume)
    {
        using var training = Start(folder, resume);
        training.WaitForExit();
        return training.ExitCode == 0 || Broken($"a training ended with {training.ExitCode}");
    }

    private static Process Start(string folder, bool resume)
    {
        string[] settings = resume
            ? ["--resume"]
            : ["--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "2000", "--batch", "4", "--checkpoint-images", "8", "--augment", "diff"];
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "glgan.dll"), "train", "--out", folder, .. settings]) { RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static long Newest(CheckpointStore store) =>
        store.List().Select(path => long.Parse(Path.GetFileName(path)["checkpoint-".Length..], CultureInfo.InvariantCulture)).FirstOrDefault(-1);

    private static void WaitForCheckpoint(Process training, CheckpointStore store, long before)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < SlowestStart && !training.HasExited && Newest(store) == before;) Thread.Sleep(20);
    }
}
