namespace GlGan.Training;

/// <summary>
/// Tells several observers of everything. One that throws is not called again, and the others are told once: a full disk under a log must not end days
/// of training.
/// </summary>
/// <param name="observers">The observers, in the order they are told; borrowed.</param>
internal sealed class ResilientObservers(IEnumerable<ITrainingObserver> observers) : ITrainingObserver
{
    private readonly List<ITrainingObserver> _working = [.. observers];

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick) => Tell(observer => observer.OnTick(tick));

    /// <inheritdoc/>
    public void OnNotice(string notice) => Tell(observer => observer.OnNotice(notice));

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
                OnNotice($"{observer.GetType().Name} failed and is not called again: {error.Message}");
            }
        }
    }
}
