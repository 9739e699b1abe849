using GlGan.Foundation;

namespace GlGan.Editing;

/// <summary>How a <see cref="GuidedFilter"/> smooths.</summary>
public sealed record GuidedFilterOptions : IValidated
{
    /// <summary>The window reaches this many pixels from its middle, 1 to 4096; it may be larger than the image. Default 8: 17×17 pixels.</summary>
    public int Radius { get; init; } = 8;

    /// <summary>
    /// The variance of what is smoothed away, with colours in [0, 1]; 1e-6 to 1e6. Contrast well above its square root is kept.
    /// OpenCV's <c>eps</c> for bytes is this times 255². Default 0.01, contrast of 0.1.
    /// </summary>
    public double Epsilon { get; init; } = 0.01;

    /// <summary>What is seen of the guide. Default <see cref="GuideKind.Color"/>.</summary>
    public GuideKind Guide { get; init; } = GuideKind.Color;

    /// <summary>From 0 (nothing changes) to 1 (the filter's result). Default 1.</summary>
    public double Strength { get; init; } = 1;

    IEnumerable<string> IValidated.Errors() =>
    [
        .. SmoothingLimits.OfRadius(Radius),
        .. Require.That(Epsilon is >= 1e-6 and <= 1e6, $"{nameof(Epsilon)} must be in [1e-6, 1e6]; got {Epsilon}."),
        .. Require.That(Enum.IsDefined(Guide), $"{nameof(Guide)} must be {nameof(GuideKind.Color)} or {nameof(GuideKind.Grey)}; got {Guide}."),
        .. Require.In(Strength, 0, 1),
    ];
}
