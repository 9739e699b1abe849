using GlGan.Foundation;

namespace GlGan.Training;

/// <summary>
/// When a training counts as diverged. An update whose gradients or losses are not finite, or whose losses are beyond a limit, is left out; after several steps
/// in a row with such updates the training goes back to its last checkpoint and on with other data.
/// </summary>
public sealed record DivergenceGuard : IValidated
{
    /// <summary>Bad steps in a row after which training goes back, at least 1. It is looked at every so many steps, and at ticks.</summary>
    /// <value>The default value is 8.</value>
    public int RollbackAfter { get; init; } = 8;

    /// <summary>How often training may go back before it ends with <see cref="TrainingDivergedException"/>; at least 0.</summary>
    /// <value>The default value is 3.</value>
    public int MaxRollbacks { get; init; } = 3;

    /// <summary>
    /// Largest size of a weighted sum of losses that still counts as good; above 0. Batch normalisation and tanh keep an exploding network finite, so its losses
    /// tell first. Raise it for objectives of your own with larger sums.
    /// </summary>
    /// <value>The default value is 500: with the default objective healthy trainings stay below 300.</value>
    public double LossLimit { get; init; } = 500;

    IEnumerable<string> IValidated.Errors() => [.. Require.AtLeast(RollbackAfter, 1), .. Require.AtLeast(MaxRollbacks, 0), .. Require.AboveZero(LossLimit)];
}
