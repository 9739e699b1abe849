using GlGan.Metrics;

namespace GlGan.Evaluation;

/// <summary>Numbers for all images together against their targets, in <see cref="SubjectResult.Distributions"/> under <c>NAME_PART</c>.</summary>
public sealed class SetMetric
{
    private SetMetric(string name, Func<SetMeasurement> begin) => (Name, Begin) = (name, begin);

    /// <summary><see cref="SpectralPeaks"/>, in decibels, for images of at least <see cref="SpectralPeaks.SmallestSide"/> pixels: <c>spectral_peaks_2</c> for the period 2.</summary>
    public static SetMetric Peaks { get; } = new("spectral_peaks", () =>
    {
        var peaks = new SpectralPeaks();
        return new(peaks.Add, () => peaks.Compute().Select(peak => ($"{peak.Key}", peak.Value)));
    });

    /// <summary><see cref="ColorAgreement"/>: <c>colors_red_shift</c> in levels of 8 bits, <c>colors_red_spread</c>, and those of green and blue.</summary>
    public static SetMetric Colors { get; } = new("colors", () =>
    {
        var colors = new ColorAgreement();
        return new(colors.Add, () => colors.Compute().SelectMany(channel => new[] { ($"{channel.Channel}_shift", channel.Shift), ($"{channel.Channel}_spread", channel.Spread) }));
    });

    /// <summary>Name in reports.</summary>
    public string Name { get; }

    internal Func<SetMeasurement> Begin { get; }
}
