namespace GlGan.Training;

/// <summary>Calls a function at every tick and between them.</summary>
internal sealed class ActionObserver(Action<TrainingTick> action) : ITrainingObserver
{
    /// <inheritdoc/>
    public void OnTick(TrainingTick tick) => action(tick);

    /// <inheritdoc/>
    public void OnProgress(TrainingTick tick) => action(tick);
}
