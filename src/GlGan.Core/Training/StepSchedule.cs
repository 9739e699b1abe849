namespace GlGan.Training;

/// <summary>Multiplies the learning rates by a factor at given moments.</summary>
public sealed class StepSchedule : ILearningRateSchedule
{
    private readonly double _factor;
    private readonly double[] _shares;

    /// <summary>Creates the schedule.</summary>
    /// <param name="factor">What the rates are multiplied by at every moment, positive; 0.1 is usual.</param>
    /// <param name="shares">Shares of the training after which that happens, each in [0, 1], in any order.</param>
    public StepSchedule(double factor, params IReadOnlyList<double> shares)
    {
        if (!(factor > 0) || double.IsInfinity(factor)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor is positive and finite.");
        ArgumentNullException.ThrowIfNull(shares);
        foreach (var share in shares)
            if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(shares), share, "A share of the training is in [0, 1].");
        (_factor, _shares) = (factor, [.. shares]);
    }

    /// <inheritdoc/>
    public double Factor(double progress) => Math.Pow(_factor, _shares.Count(share => progress >= share));
}
