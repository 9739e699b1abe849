using System.Threading.Channels;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Synthesis;

/// <summary>
/// Brings requests of many threads to one thread that owns the network for as long as a batch takes. A batch is what waits when the one before it is done.
/// </summary>
internal sealed class SynthesisQueue : IDisposable
{
    private readonly Channel<Waiting> _waiting;
    private readonly Func<IReadOnlyList<AlignedInput>, ImageBuffer[]> _run;
    private readonly FaceSynthesizerOptions _options;
    private readonly int _maxBatch;
    private readonly SynthesisTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private volatile bool _stopped;

    /// <summary>Starts the thread.</summary>
    /// <param name="run">The network.</param>
    /// <param name="options">Capacity, and what happens when it is full.</param>
    /// <param name="maxBatch">Requests at a time.</param>
    /// <param name="telemetry">Told of waiting, batches, refusals and failures.</param>
    /// <param name="time">Measures them.</param>
    internal SynthesisQueue(
        Func<IReadOnlyList<AlignedInput>, ImageBuffer[]> run, FaceSynthesizerOptions options, int maxBatch, SynthesisTelemetry telemetry, TimeProvider time)
    {
        (_run, _options, _maxBatch, _telemetry, _time) = (run, options, maxBatch, telemetry, time);
        _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        _thread = new Thread(Work) { IsBackground = true, Name = "GlGan synthesis" };
        _thread.Start();
    }

    /// <summary>Queues a request.</summary>
    /// <exception cref="SynthesisQueueFullException">The queue is full and refuses.</exception>
    /// <exception cref="ObjectDisposedException">The queue ended before the request was done.</exception>
    internal async Task<ImageBuffer> RunAsync(AlignedInput sources, CancellationToken cancellationToken)
    {
        var request = new Waiting(sources, _time.GetTimestamp());
        if (_waiting.Writer.TryWrite(request))
        {
            _telemetry.Queued();
        }
        else
        {
            ObjectDisposedException.ThrowIf(_stopped, typeof(FaceSynthesizer));
            if (_options.WhenFull == FullQueue.Refuse)
            {
                _telemetry.Refused(_options.QueueCapacity);
                throw new SynthesisQueueFullException(_options.QueueCapacity);
            }

            _telemetry.Queued();
            try
            {
                await _waiting.Writer.WriteAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception problem)
            {
                _telemetry.Dequeued();
                if (problem is ChannelClosedException) throw new ObjectDisposedException(nameof(FaceSynthesizer));
                throw;
            }
        }

        using var registration = cancellationToken.UnsafeRegister(_ => request.Result.TrySetCanceled(cancellationToken), null);
        return await request.Result.Task.ConfigureAwait(false);
    }

    /// <summary>Finishes the batch in the network; requests that wait end with <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _stopped = true;
        _waiting.Writer.TryComplete();
        _thread.Join();
    }

    private void Work()
    {
        List<Waiting> batch = [];
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < _maxBatch && _waiting.Reader.TryRead(out var request))
            {
                _telemetry.Dequeued();
                if (_stopped) request.Result.TrySetException(new ObjectDisposedException(nameof(FaceSynthesizer)));
                if (!request.Result.Task.IsCompleted) batch.Add(request);
            }

            foreach (var request in batch) _telemetry.Taken(_time.GetElapsedTime(request.Since));
            if (batch.Count > 0) Run(batch);
        }
    }

    // What fails in company is tried alone, so that one request does not fail the others.
    private void Run(List<Waiting> batch)
    {
        var start = _time.GetTimestamp();
        try
        {
            var images = _run([.. batch.Select(request => request.Sources)]);
            _telemetry.Synthesized(batch.Count, _time.GetElapsedTime(start), _waiting.Reader.Count);
            for (var i = 0; i < images.Length; i++) batch[i].Result.TrySetResult(images[i]);
        }
        catch (Exception problem) when (batch.Count == 1)
        {
            _telemetry.Failed(problem);
            batch[0].Result.TrySetException(problem);
        }
        catch
        {
            foreach (var request in batch) Run([request]);
        }
    }

    private sealed record Waiting(AlignedInput Sources, long Since)
    {
        internal TaskCompletionSource<ImageBuffer> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
