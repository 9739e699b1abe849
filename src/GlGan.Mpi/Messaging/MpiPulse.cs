using System.Diagnostics;

namespace GlGan.Mpi;

/// <summary>
/// Every rank tells the next that it lives. One that falls silent is stopped, cut off, or its machine is gone: then its successor ends all ranks, which would otherwise wait for it for ever.
/// </summary>
internal sealed unsafe class MpiPulse : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private readonly MpiChannel _channel;
    private readonly Action<int, TimeSpan> _lost;
    private readonly int _next;
    private readonly int _previous;
    private readonly ManualResetEventSlim _stop = new();
    private readonly Thread _thread;
    private readonly int _rank;

    /// <summary>Begins to beat.</summary>
    /// <param name="rank">This rank.</param>
    /// <param name="size">Number of ranks, at least 2.</param>
    /// <param name="lost">Told of the rank that has fallen silent, and for how long.</param>
    internal MpiPulse(int rank, int size, Action<int, TimeSpan> lost)
    {
        (_rank, _channel, _lost, _next, _previous) = (rank, new MpiChannel(rank, size), lost, (rank + 1) % size, (rank + size - 1) % size);
        _thread = new Thread(Run) { IsBackground = true, Name = "GlGan MPI pulse" };
        _thread.Start();
    }

    /// <summary>Stops beating; all ranks do so at the same time.</summary>
    public void Dispose()
    {
        _stop.Set();
        _thread.Join();
        _stop.Dispose();
    }

    /// <summary>Takes what has come since, and frees the channel; to be called when all ranks have stopped.</summary>
    internal void Close()
    {
        _channel.Drain(_previous);
        _channel.Dispose();
    }

    private void Run()
    {
        long number = _rank;
        int? sending = null;
        for (var heard = Stopwatch.GetTimestamp(); !_stop.Wait(Beat);)
        {
            if (sending is { } request)
            {
                sending = MpiChannel.IsDone(ref request) ? null : request;
            }

            sending ??= _channel.BeginSend(&number, _next);
            if (_channel.Drain(_previous)) heard = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(heard) is var silent && silent > Silence) _lost(_previous, silent);
        }

        // The number on this stack must outlive the message.
        for (var request = sending; request is { } last && !MpiChannel.IsDone(ref last); request = last) Thread.Sleep(1);
    }
}
