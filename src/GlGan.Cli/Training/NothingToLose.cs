using GlGan.Cli.Commands;
using GlGan.Training;

namespace GlGan.Cli.Training;

/// <summary>
/// While one is open, nothing would be lost: a stop ends the process soon, even where the work under way does not heed it. As an observer of a training it ends
/// when the first steps are told of.
/// </summary>
internal sealed class NothingToLose : ITrainingObserver, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Timer _end = new(_ => ProcessEnd.Now(ExitCodes.Interrupted));
    private readonly CancellationTokenRegistration _asked;
    private long _start;

    /// <summary>Begins.</summary>
    /// <param name="stop">Asks to stop.</param>
    internal NothingToLose(CancellationToken stop) => _asked = stop.Register(() => _end.Change(Patience, Timeout.InfiniteTimeSpan));

    /// <inheritdoc/>
    public void OnStart(long? resumedAt) => _start = resumedAt ?? 0;

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        if (tick.Images > _start) Dispose();
    }

    /// <inheritdoc/>
    public void OnProgress(TrainingTick tick) => OnTick(tick);

    /// <summary>Ends: from now on there is something to lose.</summary>
    public void Dispose()
    {
        _asked.Dispose();
        _end.Dispose();
    }
}
