using System.Diagnostics;
using GlGan.Cli.Commands;
using GlGan.Training;

namespace GlGan.Tests.Cli;

/// <summary>A real process, killed again and again at any moment, ends with the weights of one that was left alone.</summary>
public sealed class KilledTrainingTests
{
    private const int Kills = 30;
    private const int SlowestStartMilliseconds = 20_000;

    [Fact]
    public void A_training_killed_thirty_times_ends_with_the_same_weights_and_no_checkpoint_half_written()
    {
        using var folder = new TemporaryFolder();
        var (undisturbed, killed) = (folder.File("undisturbed"), folder.File("killed"));
        Assert.Equal(0, Train(undisturbed).Finish());

        var random = new Random(5);
        var inFlight = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = Train(killed, resume: kill > 0 && File.Exists(Path.Combine(killed, "train.json")));
            if (process.WaitForLog(Path.Combine(killed, "log.jsonl"), SlowestStartMilliseconds)) Thread.Sleep(random.Next(1000));
            if (!process.HasEnded) inFlight++;
            process.Kill();
            foreach (var checkpoint in new CheckpointStore(Path.Combine(killed, "checkpoints")).List()) CheckpointStore.Verify(checkpoint);
        }

        Assert.Equal(0, Train(killed, resume: true).Finish());

        Assert.InRange(inFlight, Kills * 2 / 3, Kills);
        Assert.Equal(File.ReadAllBytes(Path.Combine(undisturbed, "model.safetensors")), File.ReadAllBytes(Path.Combine(killed, "model.safetensors")));
    }

    private static TrainingProcess Train(string folder, bool resume = false)
    {
        string[] settings = resume
            ? ["--resume"]
            : ["--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "600", "--batch", "4", "--checkpoint-images", "8", "--augment", "diff"];
        return new TrainingProcess(["train", "--out", folder, .. settings]);
    }

    private sealed class TrainingProcess(string[] arguments) : IDisposable
    {
        private readonly Process _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(GlganCommand).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

        internal int Finish()
        {
            var error = _process.StandardError.ReadToEndAsync();
            var output = _process.StandardOutput.ReadToEnd();
            _process.WaitForExit();
            Assert.True(_process.ExitCode == 0, output + error.Result);
            return _process.ExitCode;
        }

        /// <summary>Waits until the process has begun to train.</summary>
        internal bool WaitForLog(string log, int milliseconds)
        {
            var started = File.Exists(log) ? File.GetLastWriteTimeUtc(log) : DateTime.MinValue;
            for (var waited = Stopwatch.StartNew(); waited.ElapsedMilliseconds < milliseconds && !_process.HasExited; Thread.Sleep(20))
                if (File.Exists(log) && File.GetLastWriteTimeUtc(log) > started) return true;
            return false;
        }

        internal bool HasEnded => _process.HasExited;

        internal void Kill()
        {
            _process.Kill();
            _process.WaitForExit();
        }

        public void Dispose() => _process.Dispose();
    }
}
