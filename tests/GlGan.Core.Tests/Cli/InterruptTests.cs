using System.Diagnostics;
using GlGan.Training;

namespace GlGan.Tests.Cli;

public sealed class InterruptTests : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Interrupting_finishes_the_step_saves_the_model_and_exits_with_130()
    {
        var (exitCode, _, _) = Interrupt("INT", tool => tool.Output.Contains("images", StringComparison.Ordinal), "demo", "--minutes", "10", "--out", _folder.FullPath);

        Assert.Equal(130, exitCode);
        Assert.True(File.Exists(_folder.File("model.safetensors")));
        Assert.True(File.Exists(_folder.File("losses.png")));
    }

    [Fact]
    public void Interrupting_a_pack_keeps_what_is_packed_and_says_how_to_go_on()
    {
        CommandFaces.Write(_folder.FullPath, count: 1);
        var line = File.ReadAllLines(_folder.File("landmarks.csv"))[1];
        string[] copies = [.. Enumerable.Range(1, 500).Select(i => $"{i}.png")];
        foreach (var copy in copies) File.Copy(_folder.File("0.png"), _folder.File(copy));
        File.AppendAllLines(_folder.File("landmarks.csv"), copies.Select(copy => line.Replace("0.png", copy, StringComparison.Ordinal)));

        var (exitCode, output, _) = Interrupt(
            "INT", _ => new FileInfo(_folder.File("a.glpack.partial")) is { Exists: true, Length: > 2_000_000 }, "data", "pack", _folder.FullPath, "--size", "512", "--out", _folder.File("a.glpack"));

        Assert.Equal(130, exitCode);
        Assert.Contains("again to go on", CommandOutput.OneLine(output));
        Assert.Equal(["a.glpack.partial"], _folder.Names().Where(name => name.StartsWith("a.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_termination_signal_saves_the_training_within_five_seconds_and_evaluates_nothing()
    {
        var (exitCode, _, time) = Interrupt("TERM", tool => Saved() > 0, [.. Training, "--checkpoint-images", "80"]);

        Assert.Equal(130, exitCode);
        Assert.InRange(time, TimeSpan.Zero, Grace);
        Assert.NotEqual(0, Saved() % 80);
        Assert.True(File.Exists(_folder.File("model.safetensors")));
        Assert.False(File.Exists(_folder.File("metrics.json")));
        Assert.DoesNotContain(".lock", _folder.Names());

        long Saved() => new CheckpointStore(_folder.File("checkpoints")).List().Select(path => long.Parse(Path.GetFileName(path)[11..])).FirstOrDefault();
    }

    [Theory]
    [InlineData(0, "--images", "100000")]
    [InlineData(3, "--images", "100000")]
    [InlineData(6, "--images", "100000")]
    [InlineData(0, "--images", "100")]
    [InlineData(4, "--images", "100")]
    public void Before_the_first_step_a_termination_signal_ends_the_largest_training_within_five_seconds(int seconds, params string[] images)
    {
        var wait = Stopwatch.StartNew();
        var (exitCode, output, time) = Interrupt(
            "TERM", tool => Directory.Exists(_folder.File("run")) && wait.Elapsed.TotalSeconds > seconds, ["train", "--data", "synthetic", "--preset", "paper", .. images, "--out", _folder.File("run")]);

        Assert.Equal(130, exitCode);
        Assert.InRange(time, TimeSpan.Zero, Grace);
        Assert.DoesNotContain("saved", output);
    }

    [Fact]
    public void A_run_without_a_checkpoint_says_that_it_begins_anew()
    {
        Assert.Equal(130, Interrupt("TERM", _ => File.Exists(_folder.File("train.json")), Training).ExitCode);
        if (Directory.Exists(_folder.File("checkpoints"))) Directory.Delete(_folder.File("checkpoints"), recursive: true);
        File.Delete(_folder.File("log.jsonl"));

        using var tool = new ChildProcess("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "glgan.dll"), "train", "--resume", "--out", _folder.FullPath]);
        while (!tool.HasEnded && !tool.Output.Contains("no checkpoint yet", StringComparison.Ordinal)) Thread.Sleep(20);

        Assert.Contains("note: The run has no checkpoint yet: it begins with the first image.", CommandOutput.OneLine(tool.Output));
    }

    [Fact]
    public void A_run_whose_checkpoints_are_gone_is_refused_and_its_log_is_kept()
    {
        Assert.Equal(130, Interrupt("TERM", tool => tool.Output.Contains("/s ", StringComparison.Ordinal), Training).ExitCode);
        Directory.Delete(_folder.File("checkpoints"), recursive: true);
        var log = File.ReadAllText(_folder.File("log.jsonl"));

        Assert.Contains("has no checkpoint to go on from, although its log.jsonl tells of", CommandOutput.Refusal("train", "--resume", "--out", _folder.FullPath));
        Assert.Equal(log, File.ReadAllText(_folder.File("log.jsonl")));
    }

    [Fact]
    public void A_second_training_in_a_folder_is_refused_and_told_the_process_of_the_first()
    {
        using var first = new ChildProcess("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "glgan.dll"), .. Training]);
        while (!first.HasEnded && !File.Exists(_folder.File("train.json"))) Thread.Sleep(20);
        var before = File.ReadAllText(_folder.File("train.json"));

        CommandOutput.Refusal([.. Training, "--seed", "2"]);
        Assert.Contains($"is being written by process {first.Id} on", CommandOutput.Refusal("train", "--resume", "--out", _folder.FullPath));
        Assert.Equal(before, File.ReadAllText(_folder.File("train.json")));
    }

    private string[] Training => ["train", "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "100000", "--batch", "4", "--out", _folder.FullPath];

    /// <summary>Runs the tool, and sends it a signal when the moment has come.</summary>
    private static (int ExitCode, string Output, TimeSpan Time) Interrupt(string signal, Predicate<ChildProcess> hasCome, params string[] command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        Assert.SkipWhen(IgnoresInterrupts(), "Interrupts are ignored here, as in background jobs of a shell, and so they are by the tool.");
        using var tool = new ChildProcess("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "glgan.dll"), .. command]);
        while (!tool.HasEnded && !hasCome(tool)) Thread.Sleep(20);
        var clock = Stopwatch.StartNew();
        ChildProcess.Run("kill", [$"-{signal}", $"{tool.Id}"]);
        var (exitCode, output, _) = tool.Finish();
        return (exitCode, output, clock.Elapsed);
    }

    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status", Ignored = "SigIgn:";
        var mask = File.Exists(Status) ? File.ReadLines(Status).Single(line => line.StartsWith(Ignored, StringComparison.Ordinal))[Ignored.Length..].Trim() : "0";
        return (Convert.ToUInt64(mask, 16) & 0b10) != 0;
    }
}
