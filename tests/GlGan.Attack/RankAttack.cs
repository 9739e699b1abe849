using System.Diagnostics;
using System.Globalization;
using GlGan.Training;

namespace GlGan.Attack;

/// <summary>
/// A training on several ranks, of which a random one is killed at any moment, ends within a minute, leaves its last checkpoint intact, and goes on, on another number of ranks, to the model
/// of one that was left alone. Of two batches per step, every number of ranks adds up the same two terms: the bits are the same only if the data are, in their order.
/// </summary>
internal static class RankAttack
{
    private const int MostRanks = 4;

    private static readonly TimeSpan End = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SlowestStart = TimeSpan.FromMinutes(3);

    internal static bool Run(int kills, string folder)
    {
        var (undisturbed, killed) = (Path.Combine(folder, "undisturbed"), Path.Combine(folder, "killed"));
        if (!Finish(undisturbed, ranks: 1, resume: false)) return false;
        var random = new Random(5);
        var store = new CheckpointStore(Path.Combine(killed, "checkpoints"));
        for (var kill = 0; kill < kills; kill++)
        {
            var size = 2 + (kill % (MostRanks - 1));
            using var training = new RankedTool(size, Arguments(killed, resume: File.Exists(Path.Combine(killed, "train.json"))));
            var before = Newest(store);
            if (!training.WaitUntil(() => training.Processes.Count == size && Newest(store) != before, SlowestStart)) return Broken($"{size} ranks wrote no checkpoint in time:\n{training.Text}");
            Thread.Sleep(random.Next(600));
            var victim = random.Next(size);
            var since = Stopwatch.StartNew();
            try
            {
                Process.GetProcessById(training.Processes[victim]).Kill();
            }
            catch (ArgumentException)
            {
                return Broken($"rank {victim} had ended before kill {kill + 1}: train on more images\n{training.Text}");
            }

            if (!training.WaitForExit(End)) return Broken($"the others still ran a minute after rank {victim} was killed");
            var newest = Newest(store);
            if (store.NewestImages() is { } images && images != newest) return Broken($"after kill {kill + 1} the checkpoint at {newest} is damaged");
            Console.WriteLine($"kill {kill + 1}: rank {victim} of {size}, all ended after {since.Elapsed.TotalSeconds:0.0} s, {newest} images");
        }

        if (!Finish(killed, ranks: 3, resume: true)) return false;
        return File.ReadAllBytes(Path.Combine(undisturbed, "model.safetensors")).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(killed, "model.safetensors"))) || Broken("the models differ");
    }

    private static bool Finish(string folder, int ranks, bool resume)
    {
        using var training = new RankedTool(ranks, Arguments(folder, resume));
        training.WaitForExit(Timeout.InfiniteTimeSpan);
        return training.ExitCode == 0 || Broken($"a training ended with {training.ExitCode}:\n{training.Text}");
    }

    private static string[] Arguments(string folder, bool resume) => resume
        ? ["train", "--out", folder, "--resume"]
        :
        [
            "train", "--out", folder, "--data", "synthetic", "--task", "frontal", "--preset", "tiny", "--images", "1000", "--batch", "2", "--accumulate", "2", "--checkpoint-images", "8",
            "--evaluate-every", "1000000", "--augment", "adaptive", "--pool", "8", "--r1", "1", "--penalty-interval", "4",
        ];

    private static long Newest(CheckpointStore store) =>
        store.List().Select(path => long.Parse(Path.GetFileName(path)["checkpoint-".Length..], CultureInfo.InvariantCulture)).FirstOrDefault(-1);

    private static bool Broken(string what)
    {
        Console.WriteLine(what);
        return false;
    }
}
