using GlGan.Foundation;

namespace GlGan.Pairs;

/// <summary>
/// Has worker threads make training pairs ahead of time into batches that are used again and again. Batches come in order, and what they
/// hold does not depend on the number of workers.
/// </summary>
public sealed class BatchLoader : IDisposable
{
    private const int JoinMilliseconds = 2000;

    private readonly ITrainingTask _task;
    private readonly object _gate = new();
    private readonly Queue<PackedBatch> _free = [];
    private readonly Queue<Filling> _ahead = [];
    private readonly HashSet<PackedBatch> _taken = [];
    private readonly Thread[] _workers;
    private Filling? _current;
    private BatchShare _share = new(0, 1, 1);
    private long _nextIndex;
    private long _begun;
    private long _lent;
    private bool _started;
    private bool _disposed;

    /// <summary>Allocates the batches. The workers start with the first <see cref="Take"/>.</summary>
    /// <param name="task">Maker of the pairs.</param>
    /// <param name="options">How batches are prepared; defaults unless given.</param>
    /// <exception cref="ArgumentException">Options are invalid; the message lists all errors.</exception>
    public BatchLoader(ITrainingTask task, BatchLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        options = options.ValidOrDefault();
        (_task, BatchSize) = (task, options.BatchSize);
        for (var i = 0; i <= options.Prefetch; i++) _free.Enqueue(new PackedBatch(options.BatchSize, task.ImageSize, task.Regions, task.HasPrior));
        _workers = new Thread[options.Workers];
        for (var i = 0; i < _workers.Length; i++) _workers[i] = new Thread(Work) { IsBackground = true, Name = $"GlGan batch worker {i}" };
    }

    /// <summary>Index of the first pair of the next batch.</summary>
    public long Position { get; private set; }

    private int BatchSize { get; }

    /// <summary>Begins at a pair; to be called before the first <see cref="Take"/>.</summary>
    /// <param name="index">Index of the first pair, at least 0: the <see cref="Position"/> of an earlier loader goes on where it was.</param>
    /// <exception cref="InvalidOperationException">Batches were taken already.</exception>
    public void StartAt(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        lock (_gate)
        {
            if (_started) throw new InvalidOperationException("The loader has begun already: a loader is moved before its first batch only.");
            _nextIndex = Position = index;
        }
    }

    /// <summary>Makes some batches of every step, and leaves out the others; to be called after <see cref="StartAt"/> and before the first <see cref="Take"/>.</summary>
    /// <param name="share">Which of them.</param>
    internal void TakeShare(BatchShare share)
    {
        lock (_gate)
        {
            if (_started) throw new InvalidOperationException("The loader has begun already: its share is set before its first batch only.");
            _share = share;
            _nextIndex += (long)share.First * BatchSize;
        }
    }

    /// <summary>Waits for the next batch.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The batch, lent until it is given to <see cref="Return"/>.</returns>
    /// <exception cref="TrainingExampleException">A pair of this batch could not be made; every later call says so again.</exception>
    /// <exception cref="InvalidOperationException">Every batch is taken already.</exception>
    /// <exception cref="ObjectDisposedException">The loader is disposed.</exception>
    public PackedBatch Take(CancellationToken cancellationToken = default)
    {
        using var wake = cancellationToken.Register(WakeAll);
        lock (_gate)
        {
            Start();
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_ahead.TryPeek(out var first) && first.Missing == 0) break;
                if (_ahead.Count == 0 && _free.Count == 0)
                    throw new InvalidOperationException($"All {_taken.Count} batches are taken: give one back with {nameof(Return)} first.");
                Monitor.Wait(_gate);
            }

            if (_ahead.Peek().Failure is { } failure) throw new TrainingExampleException(failure.Index, failure.Cause);
            var batch = _ahead.Dequeue().Batch;
            _taken.Add(batch);
            Position = batch.FirstIndex + (Batches(++_lent) * BatchSize);
            return batch;
        }
    }

    /// <summary>Gives a batch back to be filled again.</summary>
    /// <param name="batch">A batch from <see cref="Take"/>.</param>
    /// <exception cref="ArgumentException">It is not on loan from this loader.</exception>
    public void Return(PackedBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (_gate)
        {
            if (!_taken.Remove(batch)) throw new ArgumentException("This batch is not on loan from this loader.", nameof(batch));
            _free.Enqueue(batch);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Stops the workers; waiting calls of <see cref="Take"/> end with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }

        // A task that hangs cannot be stopped: its thread is a background thread, and is left behind.
        var deadline = Environment.TickCount64 + JoinMilliseconds;
        foreach (var worker in _started ? _workers : []) worker.Join((int)Math.Max(0, deadline - Environment.TickCount64));
    }

    private void Start()
    {
        if (_started || _disposed) return;
        _started = true;
        foreach (var worker in _workers) worker.Start();
    }

    private void Work()
    {
        while (NextSlot() is var (filling, slot))
        {
            Exception? cause = null;
            try
            {
                _task.Create(filling.Batch.FirstIndex + slot, filling.Batch[slot]);
            }
            catch (Exception problem)
            {
                cause = problem;
            }

            lock (_gate)
            {
                if (cause is not null) filling.Fail(filling.Batch.FirstIndex + slot, cause);
                if (--filling.Missing == 0) Monitor.PulseAll(_gate);
            }
        }
    }

    private (Filling Filling, int Slot)? NextSlot()
    {
        lock (_gate)
        {
            while (!_disposed && _current is null && _free.Count == 0) Monitor.Wait(_gate);
            if (_disposed) return null;
            _current ??= Begin();
            var slot = (_current, _current.NextSlot++);
            if (_current.NextSlot == _current.Batch.Count) _current = null;
            return slot;
        }
    }

    private Filling Begin()
    {
        var filling = new Filling(_free.Dequeue());
        filling.Batch.FirstIndex = _nextIndex;
        _nextIndex += Batches(++_begun) * BatchSize;
        _ahead.Enqueue(filling);
        return filling;
    }

    /// <summary>How far it is from a batch to the next, in batches: the last of a share is followed by those that others make.</summary>
    private long Batches(long made) => made % _share.Count == 0 ? _share.Of - _share.Count + 1 : 1;

    private void WakeAll()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }

    private sealed class Filling(PackedBatch batch)
    {
        public PackedBatch Batch { get; } = batch;

        public int NextSlot { get; set; }

        public int Missing { get; set; } = batch.Count;

        public (long Index, Exception Cause)? Failure { get; private set; }

        public void Fail(long index, Exception cause)
        {
            if (Failure is null || index < Failure.Value.Index) Failure = (index, cause);
        }
    }
}
