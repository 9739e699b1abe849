using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GlGan.Batches;
using GlGan.Collectives;
using GlGan.Pairs;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>What a training on several ranks does together: it begins alike, takes its batches, ends, and is found to hold the same weights.</summary>
/// <param name="ranks">The ranks; one trains as ever.</param>
/// <param name="time">This process's clock.</param>
internal sealed class RankedTraining(ICollective ranks, TimeProvider time)
{
    private static readonly TimeSpan StandsStill = TimeSpan.FromSeconds(40);

    private readonly SharedClock _shared = new();
    private readonly long _start = time.GetTimestamp();
    private IReadOnlyList<string> _names = [];
    private bool _stops;

    internal ICollective All { get; } = ranks;

    internal bool IsFirst => All.Rank == 0;

    /// <summary>The clock of rank 0, where there are several.</summary>
    internal TimeProvider Time => All.Size == 1 ? time : _shared;

    /// <summary>This rank's batches of every step.</summary>
    /// <param name="batches">Batches of a step.</param>
    /// <param name="evenly">Whether all ranks must have as many.</param>
    /// <exception cref="CollectiveException">They cannot be shared out evenly.</exception>
    internal BatchShare Share(int batches, bool evenly) => evenly && batches % All.Size != 0
        ? throw new CollectiveException($"Synchronised normalisation needs as many batches on each rank: {batches} cannot be shared out evenly over {All.Size}. Accumulate a multiple of {All.Size}.")
        : BatchShare.For(batches, All.Rank, All.Size);

    /// <summary>Makes sure that all ranks train the same, from the same weights.</summary>
    /// <param name="settings">What must be the same.</param>
    /// <param name="weights">What is taken from rank 0; borrowed.</param>
    /// <exception cref="CollectiveException">A rank has other settings.</exception>
    internal void Join(JsonObject settings, IReadOnlyList<Tensor> weights)
    {
        if (All.Size == 1) return;
        var described = All.Gather(new RankDescription(All.Name(), settings), RankJson.Default.RankDescription);
        _names = [.. described.Select(rank => rank.Name)];
        foreach (var (rank, other) in described.Index())
        {
            string[] differences = [.. RecipeJson.Differences(described[0].Settings, other.Settings, ("on rank 0", $"on rank {rank}"))];
            if (differences.Length > 0) throw new CollectiveException($"{other.Name} cannot train together with rank 0:{string.Concat(differences.Select(line => $"{Environment.NewLine}- {line}"))}");
        }

        using var gradient = no_grad();
        All.Broadcast(weights);
    }

    /// <summary>Watches over this process while it trains with others.</summary>
    internal IDisposable? Watch() => All.Size == 1 ? null : new StallWatch(All, StandsStill);

    /// <summary>This rank's batches of the next step, and the images of all ranks'; <see langword="null"/> where one of them was asked for an early end.</summary>
    /// <exception cref="CollectiveException">Another rank could not make its batches.</exception>
    internal StepData? Fetch(StepBatches batches, CancellationToken cancellationToken)
    {
        if (All.Size == 1) return Alone(batches, cancellationToken);
        BatchGroup? group = null;
        Exception? failure = null;
        try
        {
            group = batches.Next(cancellationToken);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            failure = problem;
        }
        catch (OperationCanceledException)
        {
        }

        var own = new RankReport(group?.Images ?? 0, cancellationToken.IsCancellationRequested, failure?.Message, time.GetElapsedTime(_start));
        var reports = All.Gather(own, RankJson.Default.RankReport);
        _shared.MoveTo(reports[0].Clock);
        _stops = reports.Any(report => report.Stops);
        var failed = reports.Index().FirstOrDefault(report => report.Item.Failure is not null);
        if (failed.Item is null && !_stops) return new StepData(group!, reports.Sum(report => report.Images));
        group?.Dispose();
        return failed.Item is null ? null : throw failure ?? new CollectiveException($"{_names[failed.Index]}: {failed.Item.Failure}");
    }

    /// <summary>Whether one of the ranks was asked for an early end, as they have agreed.</summary>
    internal bool Stops(CancellationToken cancellationToken) => All.Size == 1 ? cancellationToken.IsCancellationRequested : _stops;

    /// <summary>Does what this rank may fail in while the others wait; they are ended then.</summary>
    internal void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception problem) when (All.Size > 1)
        {
            All.Abort(problem.Message);
            throw;
        }
    }

    /// <summary>Makes sure that all ranks hold the same bits.</summary>
    /// <param name="weights">What they hold; borrowed.</param>
    /// <param name="images">Images seen so far.</param>
    /// <exception cref="CollectiveException">They do not; the message names the ranks.</exception>
    internal void Compare(IReadOnlyList<Tensor> weights, long images)
    {
        if (All.Size == 1) return;
        string[] sums = [.. All.Gather(Sum(weights)).Select(Convert.ToHexStringLower)];
        var most = sums.CountBy(sum => sum).MaxBy(count => count.Value).Key;
        var others = _names.Where((_, rank) => sums[rank] != most).ToArray();
        if (others.Length > 0)
        {
            throw new CollectiveException(
                $"At image {images} {string.Join(", ", others)} {(others.Length == 1 ? "holds" : "hold")} other weights than {_names[Array.IndexOf(sums, most)]}: processors of different kinds add up in different orders, or one of them is faulty. "
                + "The last checkpoint is not affected: resume from it on machines of one kind.");
        }
    }

    private static byte[] Sum(IReadOnlyList<Tensor> weights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        foreach (var weight in weights) hash.AppendData(weight.cpu().contiguous().bytes);
        return hash.GetHashAndReset();
    }

    private static StepData? Alone(StepBatches batches, CancellationToken cancellationToken)
    {
        try
        {
            var group = batches.Next(cancellationToken);
            return new StepData(group, group.Images);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
