using GlGan.Foundation;

namespace GlGan.Editing;

/// <summary>How a <see cref="BilateralFilter"/> smooths.</summary>
public sealed record BilateralFilterOptions : IValidated
{
    /// <summary>
    /// Radius of the round window in pixels, 1 to 4096; it may be larger than the image. OpenCV's diameter <c>d</c> is <c>2 · Radius + 1</c>.
    /// Time grows with its square. Default <see langword="null"/>: 1.5 · <see cref="SigmaSpace"/>, rounded.
    /// </summary>
    public int? Radius { get; init; }

    /// <summary>
    /// Difference of colour, in levels of 0 to 255 summed over the three channels, at which a pixel's weight has fallen to 0.61; 0.001 to 1e6. Default 40.
    /// </summary>
    public double SigmaColor { get; init; } = 40;

    /// <summary>Distance in pixels at which a pixel's weight has fallen to 0.61; 0.001 to 1e6. Default 4.</summary>
    public double SigmaSpace { get; init; } = 4;

    /// <summary>From 0 (nothing changes) to 1 (the filter's result). Default 1.</summary>
    public double Strength { get; init; } = 1;

    internal int EffectiveRadius => Radius ?? (int)Math.Clamp(Math.Round(1.5 * SigmaSpace), 1, SmoothingLimits.Radius);

    IEnumerable<string> IValidated.Errors() =>
    [
        .. SmoothingLimits.OfRadius(Radius), .. SmoothingLimits.OfSigma(SigmaColor), .. SmoothingLimits.OfSigma(SigmaSpace), .. Require.In(Strength, 0, 1),
    ];
}
