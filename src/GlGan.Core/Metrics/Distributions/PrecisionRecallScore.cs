namespace GlGan.Metrics;

/// <summary>How realistic generated images are, and how much of the real variety they cover; each from 0 to 1.</summary>
/// <param name="Precision">Share of generated features within the manifold of the real ones.</param>
/// <param name="Recall">Share of real features within the manifold of the generated ones.</param>
public readonly record struct PrecisionRecallScore(double Precision, double Recall)
{
    private const double Least = 1e-5;

    /// <summary>Harmonic mean of both; 0 when both are.</summary>
    public double FScore => 2 * Precision * Recall / Math.Max(Least, Precision + Recall);
}
