namespace GlGan.Metrics;

/// <summary>A score that is the mean over several parts of the data.</summary>
/// <param name="Mean">Mean.</param>
/// <param name="StandardDeviation">Standard deviation over the parts, divided by their number (not one less).</param>
public readonly record struct MetricEstimate(double Mean, double StandardDeviation)
{
    internal static MetricEstimate Of(IReadOnlyList<double> parts)
    {
        var mean = parts.Average();
        return new(mean, Math.Sqrt(parts.Average(part => (part - mean) * (part - mean))));
    }
}
