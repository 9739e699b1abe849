namespace GlGan.Training;

/// <summary>Is told of every tick, on the training thread.</summary>
public interface ITrainingObserver
{
    /// <summary>Called once before the first step with zero images, then at every tick.</summary>
    void OnTick(TrainingTick tick);
}
