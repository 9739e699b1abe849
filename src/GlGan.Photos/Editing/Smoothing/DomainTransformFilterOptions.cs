using GlGan.Foundation;

namespace GlGan.Editing;

/// <summary>How a <see cref="DomainTransformFilter"/> smooths.</summary>
public sealed record DomainTransformFilterOptions : IValidated
{
    /// <summary>Standard deviation of the smoothing in pixels where there are no edges (the paper's σs); 0.001 to 1e6. Default 60.</summary>
    public double SigmaSpace { get; init; } = 60;

    /// <summary>
    /// Difference of colour, summed over the three channels in [0, 1], that counts as much as <see cref="SigmaSpace"/> pixels (the paper's σr); 0.001 to 1e6.
    /// Default 0.4.
    /// </summary>
    public double SigmaColor { get; init; } = 0.4;

    /// <summary>How often rows, then columns are filtered, 1 to 10; more leave fewer streaks. Default 3.</summary>
    public int Iterations { get; init; } = 3;

    /// <summary>How lines are filtered. Default <see cref="DomainTransformMode.NormalizedConvolution"/>.</summary>
    public DomainTransformMode Mode { get; init; } = DomainTransformMode.NormalizedConvolution;

    /// <summary>From 0 (nothing changes) to 1 (the filter's result). Default 1.</summary>
    public double Strength { get; init; } = 1;

    IEnumerable<string> IValidated.Errors() =>
    [
        .. SmoothingLimits.OfSigma(SigmaSpace), .. SmoothingLimits.OfSigma(SigmaColor), .. Require.To(Iterations, 1, 10), .. Require.Known(Mode), .. Require.In(Strength, 0, 1),
    ];
}
