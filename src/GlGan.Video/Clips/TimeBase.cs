namespace GlGan.Video;

/// <summary>What one tick of a timestamp lasts: a fraction of a second, both numbers above 0.</summary>
/// <param name="Numerator">The fraction's numerator.</param>
/// <param name="Denominator">And denominator.</param>
public readonly record struct TimeBase(int Numerator, int Denominator)
{
    /// <summary>Seconds of so many ticks.</summary>
    public double Seconds(long ticks) => (double)ticks * Numerator / Denominator;

    /// <summary>Whole microseconds of so many ticks.</summary>
    internal long Microseconds(long ticks) => (long)Math.Round((decimal)ticks * 1_000_000 * Numerator / Denominator);
}
