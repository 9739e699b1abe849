using System.Diagnostics;
using GlGan.Cli.Commands;
using GlGan.Training;

namespace GlGan.Tests.Cli;

/// <summary>A real process, killed again and again at any moment, ends with the weights of one that was left alone; <c>kills</c> of <c>tests/GlGan.Attack</c> does it a hundred times.</summary>
public sealed class KilledTrainingTests
{
    private const int Kills = 12;
    private static readonly TimeSpan SlowestStart = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_training_killed_a_dozen_times_ends_with_the_same_weights_and_no_checkpoint_half_written()
    {
        using var folder = new TemporaryFolder();
        var (undisturbed, killed) = (folder.File("undisturbed"), folder.File("killed"));
        Finish(Train(undisturbed));

        var random = new Random(5);
        var inFlight = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Train(killed, resume: kill > 0 && File.Exists(Path.Combine(killed, "train.json")));
            if (HasBegun(process, Path.Combine(killed, "log.jsonl"))) Thread.Sleep(random.Next(1000));
            if (!process.HasEnded) inFlight++;
            process.Kill();
            foreach (var checkpoint in new CheckpointStore(Path.Combine(killed, "checkpoints")).List()) CheckpointStore.Verify(checkpoint);
        }

        Finish(Train(killed, resume: true));

        Assert.InRange(inFlight, Kills * 2 / 3, Kills);
        Assert.Equal(File.ReadAllBytes(Path.Combine(undisturbed, "model.safetensors")), File.ReadAllBytes(Path.Combine(killed, "model.safetensors")));
    }

    private static ChildProcess Train(string folder, bool resume = false)
    {
        string[] settings = resume
            ? ["--resume"]
            : ["--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "300", "--batch", "4", "--checkpoint-images", "8", "--augment", "diff"];
        return new ChildProcess("dotnet", [typeof(GlganCommand).Assembly.Location, "train", "--out", folder, .. settings]);
    }

    private static void Finish(ChildProcess training)
    {
        using (training)
        {
            var (exitCode, output, error) = training.Finish();
            Assert.True(exitCode == 0, output + error);
        }
    }

    /// <summary>Waits until a process writes to its log, or has had the time to.</summary>
    private static bool HasBegun(ChildProcess process, string log)
    {
        var before = File.GetLastWriteTimeUtc(log);
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < SlowestStart && !process.HasEnded; Thread.Sleep(20))
            if (File.GetLastWriteTimeUtc(log) > before) return true;
        return false;
    }
}
