namespace GlGan.Editing;

/// <summary>How a <see cref="GuidedFilter"/> smooths.</summary>
public sealed record GuidedFilterOptions
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

    internal IEnumerable<string> Errors()
    {
        if (Radius is < 1 or > SmoothingLimits.Radius) yield return $"{nameof(Radius)} must be 1 to {SmoothingLimits.Radius} pixels; got {Radius}.";
        if (Epsilon is not (>= 1e-6 and <= 1e6)) yield return $"{nameof(Epsilon)} must be in [1e-6, 1e6]; got {Epsilon}.";
        if (!Enum.IsDefined(Guide)) yield return $"{nameof(Guide)} must be {nameof(GuideKind.Color)} or {nameof(GuideKind.Grey)}; got {Guide}.";
        foreach (var error in SmoothingLimits.StrengthErrors(Strength)) yield return error;
    }
}
