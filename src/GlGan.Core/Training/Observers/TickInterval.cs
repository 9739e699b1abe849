namespace GlGan.Training;

/// <summary>Which ticks are shown to a person: one per interval, and those with scores, and the last.</summary>
/// <param name="interval">Shortest time between the others; ten seconds unless given.</param>
internal sealed class TickInterval(TimeSpan? interval)
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(10);

    private TimeSpan _next;

    internal bool IsDue(TrainingTick tick)
    {
        if (tick.Elapsed < _next && tick is { IsLast: false, Scores.Count: 0 }) return false;
        _next = tick.Elapsed + (interval ?? Default);
        return true;
    }
}
