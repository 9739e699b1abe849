namespace GlGan.Training;

/// <summary>Multiplies the learning rates by a factor at given moments.</summary>
public sealed class StepSchedule : ILearningRateSchedule
{
    /// <summary>Creates the schedule.</summary>
    /// <param name="ratio">What the rates are multiplied by at every moment, positive; 0.1 is usual.</param>
    /// <param name="shares">Shares of the training after which that happens, each in [0, 1], in any order.</param>
    public StepSchedule(double ratio, params IReadOnlyList<double> shares)
    {
        if (!(ratio > 0) || double.IsInfinity(ratio)) throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The ratio is positive and finite.");
        ArgumentNullException.ThrowIfNull(shares);
        foreach (var share in shares)
            if (share is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(shares), share, "A share of the training is in [0, 1].");
        (Ratio, Shares) = (ratio, [.. shares]);
    }

    /// <summary>What the rates are multiplied by at every moment.</summary>
    public double Ratio { get; }

    /// <summary>Shares of the training after which that happens.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <inheritdoc/>
    public double Factor(double progress) => Math.Pow(Ratio, Shares.Count(share => progress >= share));
}
