using GlGan.Cli.Commands;

namespace GlGan.Cli.Training;

/// <summary>While one is open, nothing would be lost: a stop ends the process soon, even where the work under way does not heed it.</summary>
internal sealed class NothingToLose : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Timer _end = new(_ => Environment.Exit(ExitCodes.Interrupted));
    private readonly CancellationTokenRegistration _asked;

    /// <summary>Begins.</summary>
    /// <param name="stop">Asks to stop.</param>
    internal NothingToLose(CancellationToken stop) => _asked = stop.Register(() => _end.Change(Patience, Timeout.InfiniteTimeSpan));

    /// <summary>Ends: from now on there is something to lose.</summary>
    public void Dispose()
    {
        _asked.Dispose();
        _end.Dispose();
    }
}
