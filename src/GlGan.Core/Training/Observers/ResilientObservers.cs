namespace GlGan.Training;

/// <summary>
/// Tells several observers of everything, and keeps the notices. One that throws is not called again, and the others are told once: a full disk under a log must not
/// end days of training.
/// </summary>
/// <param name="observers">The observers, in the order they are told; borrowed.</param>
internal sealed class ResilientObservers(IEnumerable<ITrainingObserver> observers) : ITrainingObserver
{
    private readonly List<ITrainingObserver> _working = [.. observers];
    private readonly List<string> _notices = [];

    /// <summary>All notices so far, those that observers failed included.</summary>
    internal IReadOnlyList<string> Notices => _notices;

    /// <inheritdoc/>
    public void OnStart(long? resumedAt)
    {
        // Nothing is lost yet, so an observer that cannot begin is an error.
        foreach (var observer in _working) observer.OnStart(resumedAt);
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick) => Tell(observer => observer.OnTick(tick));

    /// <inheritdoc/>
    public void OnProgress(TrainingTick tick) => Tell(observer => observer.OnProgress(tick));

    /// <inheritdoc/>
    public void OnNotice(string notice)
    {
        _notices.Add(notice);
        Tell(observer => observer.OnNotice(notice));
    }

    private void Tell(Action<ITrainingObserver> tell)
    {
        // Asked anew before each call: an observer may have failed at the notice of another's failure.
        foreach (var observer in _working.ToArray().Where(_working.Contains))
        {
            try
            {
                tell(observer);
            }
            catch (Exception error)
            {
                _working.Remove(observer);
                OnNotice($"{(observer is ActionObserver ? "The function given as observer" : observer.GetType().Name)} failed and is not called again: {error.Message}");
            }
        }
    }
}
