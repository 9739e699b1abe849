namespace GlGan.Training;

/// <summary>Is told of every tick, on the training thread.</summary>
public interface ITrainingObserver
{
    /// <summary>Called once before the first step with zero images (not when resumed), then at every tick, and at the end.</summary>
    void OnTick(TrainingTick tick);

    /// <summary>Called when something happened that the user should know of: steps left out, a rollback, a checkpoint that could not be written.</summary>
    /// <param name="notice">One or more sentences.</param>
    void OnNotice(string notice)
    {
    }
}
