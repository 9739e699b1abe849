using System.Runtime.ExceptionServices;
using GlGan.Pairs;

namespace GlGan.Batches;

/// <summary>The batches of one step after the other, or the share of them that this process makes.</summary>
internal sealed class StepBatches : IDisposable
{
    private readonly IBatchSource _source;
    private readonly BatchShare _share;
    private readonly bool _leavesOut;
    private Prepared? _next;

    /// <summary>Begins where the source is.</summary>
    /// <param name="source">All batches; borrowed.</param>
    /// <param name="share">Which of each step.</param>
    internal StepBatches(IBatchSource source, BatchShare share)
    {
        (_source, _share) = (source, share);
        if (source is LoaderBatchSource loader) loader.TakeShare(share);
        else _leavesOut = share.Count < share.Of;
    }

    /// <summary>Index of the first training pair of the next step, where the share begins with the first batch.</summary>
    internal long Position => _next?.Position ?? _source.Position;

    /// <summary>Makes the batches of the next step now. What goes wrong is thrown where they are asked for.</summary>
    internal void Prepare(CancellationToken cancellationToken)
    {
        if (_next is not null) return;
        var position = _source.Position;
        try
        {
            _next = new Prepared(position, Make(cancellationToken), null);
        }
        catch (Exception problem)
        {
            _next = new Prepared(position, null, ExceptionDispatchInfo.Capture(problem));
        }
    }

    /// <summary>The batches of the next step; the caller disposes them.</summary>
    /// <exception cref="OperationCanceledException">Canceled while waiting.</exception>
    internal BatchGroup Next(CancellationToken cancellationToken)
    {
        if (_next is not { } next) return Make(cancellationToken);
        _next = null;
        next.Problem?.Throw();
        return next.Batches!;
    }

    /// <summary>Frees batches that were made and not asked for.</summary>
    public void Dispose()
    {
        _next?.Batches?.Dispose();
        _next = null;
    }

    private BatchGroup Make(CancellationToken cancellationToken)
    {
        var group = new BatchGroup();
        try
        {
            // A source of the user's own is not told of shares: what others make is made here too, and left out.
            for (var i = _leavesOut ? 0 : _share.First; i < (_leavesOut ? _share.Of : _share.First + _share.Count); i++)
            {
                var batch = _source.Next(cancellationToken);
                if (i >= _share.First && i < _share.First + _share.Count) group.Add(batch);
                else batch.Dispose();
            }

            return group;
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    private sealed record Prepared(long Position, BatchGroup? Batches, ExceptionDispatchInfo? Problem);
}
