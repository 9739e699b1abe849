using GlGan.Foundation;

namespace GlGan.Training;

/// <summary>How <see cref="AugmentationController"/> steers the probability.</summary>
public sealed record AugmentationControllerOptions : IValidated
{
    /// <summary>Mean sign of the discriminators' logits for reals to hold, -1 to 1: 0 is no overfitting, 1 complete.</summary>
    /// <value>The default value is 0.6.</value>
    public double Target { get; init; } = 0.6;

    /// <summary>Steps between adjustments. Each reads one number back from the device.</summary>
    /// <value>The default value is 4.</value>
    public int IntervalSteps { get; init; } = 4;

    /// <summary>Images over which the probability goes from 0 to 1 when it only rises.</summary>
    /// <value>The default value is 500,000; 100,000 suits the continuation of a training.</value>
    public double RampImages { get; init; } = 500_000;

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.In(Target, -1, 1), .. Require.AtLeast(IntervalSteps, 1), .. Require.That(RampImages > 0, $"{nameof(RampImages)} must be positive; got {RampImages}."),
    ];
}
