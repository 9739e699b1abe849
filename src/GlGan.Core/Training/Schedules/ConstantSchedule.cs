namespace GlGan.Training;

/// <summary>The learning rates as given, throughout.</summary>
public sealed class ConstantSchedule : ILearningRateSchedule
{
    /// <inheritdoc/>
    public double Factor(double progress) => 1;
}
