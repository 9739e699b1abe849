namespace GlGan.Training;

/// <summary>Another schedule whose factors rise linearly from zero at first.</summary>
public sealed class WarmUpSchedule : ILearningRateSchedule
{
    private readonly ILearningRateSchedule _schedule;
    private readonly double _share;

    /// <summary>Creates the schedule.</summary>
    /// <param name="schedule">The schedule to warm up; its progress counts from the beginning of the training.</param>
    /// <param name="share">Share of the training after which it holds in full, in (0, 1].</param>
    public WarmUpSchedule(ILearningRateSchedule schedule, double share)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (share is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "The warm-up takes a share in (0, 1].");
        (_schedule, _share) = (schedule, share);
    }

    /// <inheritdoc/>
    public double Factor(double progress) => _schedule.Factor(progress) * Math.Clamp(progress / _share, 0, 1);
}
