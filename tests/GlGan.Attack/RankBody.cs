using GlGan.Mpi;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Attack;

/// <summary>What a process does that <c>mpiexec</c> started, to try the ranks themselves.</summary>
internal static class RankBody
{
    internal const string Verb = "rank";

    /// <summary>The bodies by name.</summary>
    /// <returns>The exit status.</returns>
    internal static int Run(string name)
    {
        using var ranks = MpiCollective.Join();
        Console.WriteLine($"rank {ranks.Rank} of {ranks.Size} is process {Environment.ProcessId}");
        switch (name)
        {
            case "values": return Values(ranks) ? 0 : 1;
            case "abort":
                if (ranks.Rank == 1) ranks.Abort("the disk is gone");
                ranks.Barrier();
                return 0;
            case "leave":
                if (ranks.Rank != 1) ranks.Barrier();
                return 0;
            case "stall":
                using (ranks.Rank == 1 ? new StallWatch(ranks, TimeSpan.FromSeconds(5)) : null)
                {
                    if (ranks.Rank == 1) Thread.Sleep(Timeout.Infinite);
                    ranks.Barrier();
                }

                return 0;
            case "wait":
                ranks.Barrier();
                Thread.Sleep(Timeout.Infinite);
                return 0;
            default: throw new ArgumentException($"No body is called '{name}'.", nameof(name));
        }
    }

    /// <summary>Sums, broadcasts and gathers, of lengths around every limit, and compares the bits.</summary>
    private static bool Values(MpiCollective ranks)
    {
        using var scope = NewDisposeScope();
        Func<int, Tensor>[] makers =
        [
            rank => Noise(rank, [1]),
            rank => Noise(rank, []),
            rank => Noise(rank, [0, 3]),
            rank => Noise(rank, [4097]),
            rank => Noise(rank, [37, 11]).t(),
            rank => Noise(rank, [7_000_001]),
            rank => Noise(rank, [3, 5, 7, 2]).permute(0, 2, 3, 1),
        ];
        var own = makers.Select(make => make(ranks.Rank)).ToArray();
        ranks.Sum(own);
        var expected = makers.Select(make => Enumerable.Range(0, ranks.Size).Select(make).Aggregate((left, right) => left.add(right))).ToArray();
        var sums = own.Zip(expected).All(pair => Same(pair.First, pair.Second));

        Tensor[] whole = [tensor(new long[] { ranks.Rank + 5L }), Noise(ranks.Rank, [33]), tensor(ranks.Rank == 0)];
        ranks.Broadcast(whole);
        var broadcasts = whole[0].ToInt64() == 5 && Same(whole[1], Noise(0, [33])) && whole[2].ToBoolean();

        var gathered = ranks.Gather(new byte[ranks.Rank * 3]);
        var gathers = gathered.Select(value => value.Length).SequenceEqual(Enumerable.Range(0, ranks.Size).Select(rank => rank * 3));

        Console.WriteLine($"rank {ranks.Rank}: sums {sums}, broadcasts {broadcasts}, gathers {gathers}, {get_num_threads()} threads");
        return sums && broadcasts && gathers;
    }

    private static Tensor Noise(int rank, long[] shape)
    {
        using var random = new Generator((ulong)rank + 1);
        return randn(shape, generator: random);
    }

    private static bool Same(Tensor left, Tensor right) => left.contiguous().bytes.SequenceEqual(right.contiguous().bytes);
}
