namespace GlGan.Tests.Training;

/// <summary>A clock that stands still until it is moved, or moves a little at every look.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _now = 1000;

    internal TimeSpan PerLook { get; init; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        _now += PerLook.Ticks;
        return _now;
    }

    internal void Advance(TimeSpan time) => _now += time.Ticks;
}
