namespace GlGan.Training;

/// <summary>
/// Tells several observers of every tick. One that throws is reported once and not called again: a full disk under a log must not end days of training.
/// </summary>
/// <param name="observers">The observers, in the order they are told; borrowed.</param>
/// <param name="report">Is told of every failure. What it throws itself ends the training, for those who want that.</param>
internal sealed class ResilientObservers(IEnumerable<ITrainingObserver> observers, Action<ObserverFailure>? report = null) : ITrainingObserver
{
    private readonly List<ITrainingObserver> _working = [.. observers];
    private readonly List<ObserverFailure> _failures = [];

    /// <summary>The failures so far, oldest first.</summary>
    internal IReadOnlyList<ObserverFailure> Failures => _failures;

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        foreach (var observer in _working.ToArray())
        {
            try
            {
                observer.OnTick(tick);
            }
            catch (Exception error)
            {
                _working.Remove(observer);
                _failures.Add(new ObserverFailure(observer, tick.Images, error));
                report?.Invoke(_failures[^1]);
            }
        }
    }
}
