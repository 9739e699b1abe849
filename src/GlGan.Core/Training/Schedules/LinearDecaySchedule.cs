namespace GlGan.Training;

/// <summary>Constant at first, then falling linearly to zero at the end, as pix2pix and pix2pixHD.</summary>
public sealed class LinearDecaySchedule : ILearningRateSchedule
{
    /// <summary>Creates the schedule.</summary>
    /// <param name="start">Share of the training after which the decay begins, in [0, 1).</param>
    public LinearDecaySchedule(double start = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(start, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, 1);
        Start = start;
    }

    /// <summary>Share of the training after which the decay begins.</summary>
    public double Start { get; }

    /// <inheritdoc/>
    public double Factor(double progress) => Math.Clamp((1 - progress) / (1 - Start), 0, 1);
}
