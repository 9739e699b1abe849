namespace GlGan.Training;

/// <summary>Another schedule whose factors rise linearly from zero at first.</summary>
public sealed class WarmUpSchedule : ILearningRateSchedule
{
    /// <summary>Creates the schedule.</summary>
    /// <param name="schedule">The schedule to warm up; its progress counts from the beginning of the training.</param>
    /// <param name="share">Share of the training after which it holds in full, in (0, 1].</param>
    public WarmUpSchedule(ILearningRateSchedule schedule, double share)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (share is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "The warm-up takes a share in (0, 1].");
        (Schedule, Share) = (schedule, share);
    }

    /// <summary>The schedule that is warmed up.</summary>
    public ILearningRateSchedule Schedule { get; }

    /// <summary>Share of the training after which it holds in full.</summary>
    public double Share { get; }

    /// <inheritdoc/>
    public double Factor(double progress) => Schedule.Factor(progress) * Math.Clamp(progress / Share, 0, 1);
}
