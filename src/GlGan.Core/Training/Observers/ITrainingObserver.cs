namespace GlGan.Training;

/// <summary>
/// Is told of a training, on the training thread. One that throws is not called again, which is said in <see cref="TrainingResult.Notices"/> and to the other
/// observers, and the training goes on; only what <see cref="OnStart"/> throws ends it, before it has begun.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>Called once, when the training begins or goes on and before any tick: the time to begin a file anew, or to cut off what the training will repeat.</summary>
    /// <param name="resumedAt">Images seen at the point from which the training goes on; <see langword="null"/> when it begins anew.</param>
    void OnStart(long? resumedAt)
    {
    }

    /// <summary>Called once before the first step with zero images (not when resumed), then at every tick, and at the end.</summary>
    void OnTick(TrainingTick tick);

    /// <summary>
    /// Called every few seconds between ticks that are far apart, with means so far: what to show a person who waits. At which images it comes depends on the speed of the
    /// machine, so it is nothing to log.
    /// </summary>
    void OnProgress(TrainingTick tick)
    {
    }

    /// <summary>Called when something happened that the user should know of: steps left out, a rollback, a checkpoint that could not be written. It may come before the start.</summary>
    /// <param name="notice">One or more sentences.</param>
    void OnNotice(string notice)
    {
    }
}
