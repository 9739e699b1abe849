namespace GlGan.Training;

/// <summary>The clock of rank 0, which all ranks read alike: it moves when it is told to.</summary>
internal sealed class SharedClock : TimeProvider
{
    private TimeSpan _now;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now.Ticks;

    internal void MoveTo(TimeSpan now) => _now = now;
}
