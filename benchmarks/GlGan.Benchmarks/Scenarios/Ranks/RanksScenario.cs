using System.Diagnostics;
using System.Globalization;
using GlGan.Mpi;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>
/// What ranks cost one another, to be started by <c>mpiexec</c>: <c>ranks sums</c> measures sums of 1 to 512 MB, <c>ranks steps PRESET [STEPS]</c> training steps with a batch on each rank.
/// And what they learn: <see cref="RankCurves"/>.
/// </summary>
internal static class RanksScenario
{
    private const int Repetitions = 7;
    private const int Batch = 2;

    internal static int Run(string[] options)
    {
        if (options is ["curves", var path, _, ..]) return RankCurves.Draw(path, options[2..]);
        using var ranks = MpiCollective.Join();
        switch (options)
        {
            case ["sums"]: Sums(ranks); return 0;
            case ["steps", var preset, .. var count]: Steps(ranks, GlGanPreset.Named(preset), count is [var steps] ? int.Parse(steps, CultureInfo.InvariantCulture) : Repetitions); return 0;
            default:
                Console.Error.WriteLine("usage: ranks sums | ranks steps PRESET [STEPS] | ranks curves PNG LOG...");
                return 2;
        }
    }

    private static void Sums(MpiCollective ranks)
    {
        if (ranks.Rank == 0) Console.WriteLine("| ranks | MB | median, ms | fastest, ms | MPI_Allreduce, median, ms | fastest, ms |\n|---:|---:|---:|---:|---:|---:|");
        foreach (var megabytes in (int[])[0, 1, 4, 16, 64, 256, 512])
        {
            var count = Math.Max(256, megabytes * 1_000_000 / sizeof(float));
            using var scope = NewDisposeScope();
            var (own, other) = (ones(count), empty(count));
            var ours = Measure(ranks, () => ranks.Sum([own]));
            var theirs = Measure(ranks, () => AllReduce(own, other));
            if (ranks.Rank == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {ranks.Size} | {count * 4e-6:0.###} | {Median(ours):0.00} | {ours.Min():0.00} | {Median(theirs):0.00} | {theirs.Min():0.00} |"));
        }
    }

    private static void Steps(MpiCollective ranks, GlGanPreset preset, int steps)
    {
        using var training = new LibraryTraining(preset.Recipe, phase: 0, Batch, ranks);
        training.Run();
        var (waited, moved) = (ranks.Waiting, ranks.Moving);
        var times = Measure(ranks, training.Run, steps);
        if (ranks.Rank > 0) return;
        var (waiting, moving) = ((ranks.Waiting - waited).TotalMilliseconds / times.Length, (ranks.Moving - moved).TotalMilliseconds / times.Length);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{preset.Name}, {ranks.Size} ranks of {get_num_threads()} threads, batch {Batch} each: {Median(times):0} ms per step in the median ({times.Min():0} to {times.Max():0}), waiting {waiting:0.0} ms, moving {moving:0.0} ms"));
    }

    private static double[] Measure(MpiCollective ranks, Action act, int repetitions = Repetitions)
    {
        act();
        return [.. Enumerable.Range(0, repetitions).Select(_ =>
        {
            ranks.Barrier();
            var started = Stopwatch.GetTimestamp();
            act();
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        })];
    }

    private static unsafe void AllReduce(Tensor own, Tensor sum)
    {
        fixed (byte* sent = own.bytes, received = sum.bytes)
            MPI.Unsafe.MPI_Allreduce((nint)sent, (nint)received, (int)own.numel(), MPI.Unsafe.MPI_FLOAT, MPI.Unsafe.MPI_SUM, MPI.Unsafe.MPI_COMM_WORLD);
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);
}
