namespace GlGan.Training;

/// <summary>Half a cosine wave from 1 down to a last factor (Loshchilov and Hutter, 2017, without restarts).</summary>
public sealed class CosineSchedule : ILearningRateSchedule
{
    /// <summary>Creates the schedule.</summary>
    /// <param name="last">Factor at the end of the training, in [0, 1].</param>
    public CosineSchedule(double last = 0)
    {
        if (last is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(last), last, "The last factor is in [0, 1].");
        Last = last;
    }

    /// <summary>Factor at the end of the training.</summary>
    public double Last { get; }

    /// <inheritdoc/>
    public double Factor(double progress) => Last + (1 - Last) * 0.5 * (1 + Math.Cos(Math.PI * Math.Clamp(progress, 0, 1)));
}
