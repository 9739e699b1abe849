using System.Threading.Channels;
using GlGan.Faces;
using GlGan.Imaging;
using Microsoft.Extensions.Logging;

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
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private volatile bool _stopped;

    /// <summary>Starts the thread.</summary>
    /// <param name="run">The network.</param>
    /// <param name="options">Capacity, and what happens when it is full.</param>
    /// <param name="maxBatch">Requests at a time.</param>
    /// <param name="logger">Told of batches, refusals and failures.</param>
    /// <param name="time">Measures batches.</param>
    internal SynthesisQueue(
        Func<IReadOnlyList<AlignedInput>, ImageBuffer[]> run, FaceSynthesizerOptions options, int maxBatch, ILogger logger, TimeProvider time)
    {
        (_run, _options, _maxBatch, _logger, _time) = (run, options, maxBatch, logger, time);
        _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        _thread = new Thread(Work) { IsBackground = true, Name = "GlGan synthesis" };
        _thread.Start();
    }

    /// <summary>Queues a request.</summary>
    /// <exception cref="SynthesisQueueFullException">The queue is full and refuses.</exception>
    /// <exception cref="ObjectDisposedException">The queue ended before the request was done.</exception>
    internal async Task<ImageBuffer> RunAsync(AlignedInput sources, CancellationToken cancellationToken)
    {
        var request = new Waiting(sources);
        if (!_waiting.Writer.TryWrite(request))
        {
            ObjectDisposedException.ThrowIf(_stopped, typeof(FaceSynthesizer));
            if (_options.WhenFull == FullQueue.Refuse)
            {
                _logger.RequestRefused(_options.QueueCapacity);
                throw new SynthesisQueueFullException(_options.QueueCapacity);
            }

            try
            {
                await _waiting.Writer.WriteAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (ChannelClosedException)
            {
                throw new ObjectDisposedException(nameof(FaceSynthesizer));
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
                if (_stopped) request.Result.TrySetException(new ObjectDisposedException(nameof(FaceSynthesizer)));
                if (!request.Result.Task.IsCompleted) batch.Add(request);
            }

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
            for (var i = 0; i < images.Length; i++) batch[i].Result.TrySetResult(images[i]);
            _logger.BatchSynthesized(batch.Count, (long)_time.GetElapsedTime(start).TotalMilliseconds, _waiting.Reader.Count);
        }
        catch (Exception problem) when (batch.Count == 1)
        {
            _logger.SynthesisFailed(problem);
            batch[0].Result.TrySetException(problem);
        }
        catch
        {
            foreach (var request in batch) Run([request]);
        }
    }

    private sealed record Waiting(AlignedInput Sources)
    {
        internal TaskCompletionSource<ImageBuffer> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
