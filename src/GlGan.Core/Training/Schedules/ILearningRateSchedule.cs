namespace GlGan.Training;

/// <summary>How the learning rates change over a training.</summary>
public interface ILearningRateSchedule
{
    /// <summary>Factor on every learning rate.</summary>
    /// <param name="progress">Share of the whole training done, from 0 to 1.</param>
    double Factor(double progress);
}
