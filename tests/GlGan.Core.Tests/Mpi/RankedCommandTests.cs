using System.Diagnostics;
using GlGan.Tests.Cli;
using GlGan.Tests.Synthesis;
using GlGan.Training;

namespace GlGan.Tests.Mpi;

/// <summary><c>mpiexec -n N glgan train</c>.</summary>
public sealed class RankedCommandTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_ranks_end_after_fifty_steps_with_the_model_of_one_process_that_accumulates_two_batches()
    {
        using var ranks = MpiExec.Start(2, MpiExec.Tool, Training("ranks"));
        using var alone = new ChildProcess("dotnet", ["exec", MpiExec.Tool, .. Training("alone"), "--accumulate", "2"], environment: ("OMP_NUM_THREADS", "1"));
        Succeed(alone);

        var output = Succeed(ranks);

        Assert.Equal(File.ReadAllBytes(_folder.File("alone/model.safetensors")), File.ReadAllBytes(_folder.File("ranks/model.safetensors")));
        Assert.Equal(Newest("alone"), Newest("ranks"));
        Assert.Single(output.Split('\n'), line => line.StartsWith("wrote model.safetensors", StringComparison.Ordinal));
        Assert.Equal(File.ReadLines(_folder.File("alone/log.jsonl")).Count(), File.ReadLines(_folder.File("ranks/log.jsonl")).Count());
    }

    [OnTheCpu("there alone a training goes on to the last bit.")]
    [Fact]
    public void A_rank_that_is_killed_ends_all_and_another_number_of_them_goes_on_to_the_same_model()
    {
        using (var alone = new ChildProcess("dotnet", ["exec", MpiExec.Tool, .. Training("alone", images: 240), "--accumulate", "2"], environment: ("OMP_NUM_THREADS", "1"))) Succeed(alone);
        using (var ranks = MpiExec.Start(2, MpiExec.Tool, Training("killed", images: 240)))
        {
            WaitForCheckpoint(ranks, "killed");
            var killed = MpiExec.Processes(ranks.Output)[1];
            var since = Stopwatch.StartNew();
            Process.GetProcessById(killed).Kill();

            var (exitCode, output, error) = ranks.Finish();

            Assert.NotEqual(0, exitCode);
            Assert.InRange(since.Elapsed, TimeSpan.Zero, Minute);
            Assert.Contains($"PID {killed} ", output + error);
        }

        CheckpointStore.Verify(new CheckpointStore(_folder.File("killed/checkpoints")).List()[0]);
        using var resumed = MpiExec.Start(3, MpiExec.Tool, "train", "--out", _folder.File("killed"), "--resume");
        Succeed(resumed);

        Assert.Equal(File.ReadAllBytes(_folder.File("alone/model.safetensors")), File.ReadAllBytes(_folder.File("killed/model.safetensors")));
    }

    [Fact]
    public void A_termination_signal_reaches_all_ranks_which_save_and_end()
    {
        using var ranks = MpiExec.Start(2, MpiExec.Tool, Training("run", images: 100_000));
        WaitForCheckpoint(ranks, "run");
        ChildProcess.Run("kill", ["-TERM", $"{ranks.Id}"]);

        // The launcher's own exit code after a signal is now 130, now 0.
        var (_, output, error) = ranks.Finish();

        Assert.True(output.Contains("go on by --resume", StringComparison.Ordinal), output + error);
        Assert.True(File.Exists(_folder.File("run/model.safetensors")));
    }

    [Fact]
    public void A_rank_with_other_options_is_named_with_what_differs()
    {
        using var ranks = MpiExec.StartEach((MpiExec.Tool, Training("run")), (MpiExec.Tool, [.. Training("run"), "--learning-rate", "0.5"]));

        var (exitCode, output, error) = ranks.Finish();

        Assert.NotEqual(0, exitCode);
        Assert.Matches(@"rank 1 \(process \d+ on .*\) cannot train together with rank 0", output + error);
        Assert.Contains("recipe.generator_learning_rate: 0.001 on rank 0, 0.5 on rank 1", output + error);
    }

    [Fact]
    public void A_rank_without_the_data_is_named()
    {
        using var ranks = MpiExec.StartEach((MpiExec.Tool, Training("run")), (MpiExec.Tool, ["train", "--out", _folder.File("run"), "--data", _folder.File("nothing")]));

        var (exitCode, output, error) = ranks.Finish();

        Assert.NotEqual(0, exitCode);
        Assert.Matches(@"rank 1 \(process \d+ on ", output + error);
        Assert.Contains(_folder.File("nothing"), CommandOutput.OneLine(output + error));
    }

    [Fact]
    public void Two_ranks_pack_look_for_faces_and_measure_as_one_process_does()
    {
        string[] folders = [_folder.File("alone"), _folder.File("ranks")];
        foreach (var folder in folders)
        {
            Directory.CreateDirectory(folder);
            CommandFaces.Write(folder, count: 11);
        }

        var model = TinyModel.Save(_folder, 3);
        Both(folder => ["data", "pack", folder, "--size", "48", "--out", Path.Combine(folder, "a.glpack")], "a.glpack");
        Both(folder => ["evaluate", "--model", model, "--data", "synthetic", "--count", "10", "--seed", "7", "--out", folder], "metrics.json", "pairs.csv");
        foreach (var folder in folders) File.Delete(Path.Combine(folder, "landmarks.csv"));
        Both(folder => ["data", "landmarks", folder, "--detector", "embedded"], "landmarks.csv");

        void Both(Func<string, IEnumerable<string>> arguments, params string[] files)
        {
            using var alone = new ChildProcess("dotnet", ["exec", MpiExec.Tool, .. arguments(folders[0])], environment: ("OMP_NUM_THREADS", "1"));
            using var ranks = MpiExec.Start(2, MpiExec.Tool, arguments(folders[1]));
            Succeed(alone);
            Assert.Single(Succeed(ranks).Split('\n'), line => line.StartsWith("wrote ", StringComparison.Ordinal));
            Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(folders[0], file)), File.ReadAllBytes(Path.Combine(folders[1], file))));
        }
    }

    private string[] Training(string folder, int images = 200) =>
    [
        "train", "--out", _folder.File(folder), "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", $"{images}", "--batch", "2", "--checkpoint-images", "40",
        "--augment", "adaptive", "--pool", "8", "--r1", "1", "--penalty-interval", "4", "--workers", "1",
    ];

    private static string Succeed(ChildProcess process)
    {
        var (exitCode, output, error) = process.Finish();
        Assert.True(exitCode == 0, output + error);
        return output;
    }

    private string Newest(string folder) => Path.GetFileName(new CheckpointStore(_folder.File($"{folder}/checkpoints")).List()[0]);

    private void WaitForCheckpoint(ChildProcess ranks, string folder)
    {
        var store = new CheckpointStore(_folder.File($"{folder}/checkpoints"));
        while (!ranks.HasEnded && store.List().Count < 2) Thread.Sleep(20);
    }
}
