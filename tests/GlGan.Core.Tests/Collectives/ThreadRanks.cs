using GlGan.Collectives;
using static TorchSharp.torch;

namespace GlGan.Tests.Collectives;

/// <summary>Ranks that are threads of this process.</summary>
internal sealed class ThreadRanks
{
    private readonly Barrier _barrier;
    private readonly object?[] _given;
    private readonly CancellationTokenSource _end = new();
    private string? _reason;

    private ThreadRanks(int size) => (_barrier, _given) = (new Barrier(size), new object?[size]);

    /// <summary>Runs every rank on a thread of its own, and returns what they return, or throws what the first of them threw.</summary>
    internal static T[] Run<T>(int size, Func<ICollective, T> body)
    {
        var ranks = new ThreadRanks(size);
        var results = new T[size];
        var failures = new Exception?[size];
        var threads = Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            // Each thread has a number of its own.
            set_num_threads(1);
            try
            {
                results[rank] = body(new Member(ranks, rank));
            }
            catch (Exception problem)
            {
                failures[rank] = problem;
                if (problem is not (CollectiveException or IOException)) ranks._end.Cancel();
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (ranks._reason is { } reason) throw new InvalidOperationException(reason);
        if (failures.FirstOrDefault(failure => failure is not (null or OperationCanceledException)) is { } failed) throw failed;
        return results;
    }

    private object?[] Exchange(int rank, object? value)
    {
        _given[rank] = value;
        _barrier.SignalAndWait(_end.Token);
        var all = _given.ToArray();
        _barrier.SignalAndWait(_end.Token);
        return all;
    }

    private sealed class Member(ThreadRanks ranks, int rank) : ICollective
    {
        public int Rank => rank;

        public int Size => ranks._given.Length;

        public void Sum(IReadOnlyList<Tensor> tensors)
        {
            using var scope = NewDisposeScope();
            using var gradient = no_grad();
            var all = ranks.Exchange(rank, tensors).Cast<IReadOnlyList<Tensor>>().ToArray();
            var sums = tensors.Select((tensor, i) => all.Select(other => other[i].clone()).Aggregate((left, right) => left.add(right))).ToArray();
            Barrier();
            for (var i = 0; i < sums.Length; i++) tensors[i].copy_(sums[i]);
        }

        public void Broadcast(IReadOnlyList<Tensor> tensors)
        {
            using var gradient = no_grad();
            var first = (IReadOnlyList<Tensor>)ranks.Exchange(rank, tensors)[0]!;
            if (rank > 0) for (var i = 0; i < tensors.Count; i++) tensors[i].copy_(first[i]);
            Barrier();
        }

        public IReadOnlyList<byte[]> Gather(ReadOnlySpan<byte> value) => [.. ranks.Exchange(rank, value.ToArray()).Cast<byte[]>()];

        public void Barrier() => ranks.Exchange(rank, null);

        public void Abort(string reason)
        {
            ranks._reason = $"rank {rank}: {reason}";
            ranks._end.Cancel();
        }
    }
}
