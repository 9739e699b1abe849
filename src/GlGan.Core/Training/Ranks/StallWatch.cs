using GlGan.Collectives;

namespace GlGan.Training;

/// <summary>Ends a training on several ranks where its own stands still: without a sign of life of the processor, a disk or a device does not answer, and the others would wait for ever.</summary>
internal sealed class StallWatch : IDisposable
{
    // What the runtime's own threads take is less.
    private const double Idle = 0.005;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly ICollective _ranks;
    private readonly TimeSpan _limit;
    private readonly Timer _timer;
    private TimeSpan _used;
    private long _since;

    /// <summary>Begins to watch.</summary>
    /// <param name="ranks">What is ended.</param>
    /// <param name="limit">How long it may stand still.</param>
    internal StallWatch(ICollective ranks, TimeSpan limit)
    {
        (_ranks, _limit, _used, _since) = (ranks, limit, Environment.CpuUsage.TotalTime, TimeProvider.System.GetTimestamp());
        _timer = new Timer(_ => Look(), null, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var used = Environment.CpuUsage.TotalTime;
        if (used - _used > _limit * Idle) (_used, _since) = (used, TimeProvider.System.GetTimestamp());
        else if (TimeProvider.System.GetElapsedTime(_since) > _limit) _ranks.Abort($"has done nothing for {_limit.TotalSeconds:0} seconds: a disk or a device does not answer.");
    }
}
