namespace GlGan.Cli.Evaluation;

/// <summary>An axis that shows some numbers, and the bars that count them.</summary>
/// <param name="First">Where the axis begins.</param>
/// <param name="Last">Where it ends, above <paramref name="First"/> by more than rounding.</param>
internal readonly record struct PlotRange(double First, double Last)
{
    private const int BarCount = 40;

    // An axis shows some digits of its ends: numbers that differ in none of them lie at one place.
    private const double Finest = 1e-9, Largest = 1e100, Smallest = 1e-100;

    /// <summary>Width of a bar.</summary>
    internal double BarWidth => (Last - First) / BarCount;

    /// <summary>Whether an axis can show a number: it is finite, and so is the distance between two like it.</summary>
    internal static bool IsDrawable(double value) => Math.Abs(value) <= Largest;

    /// <summary>The range of some numbers that can be drawn, at least one.</summary>
    internal static PlotRange Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        var (first, last) = (all.Min(), all.Max());
        var least = Math.Max(Finest * Math.Max(Math.Abs(first), Math.Abs(last)), Smallest);
        if (last - first >= least) return new(first, last);
        var middle = first + (last - first) / 2;
        return new(middle - least / 2, middle + least / 2);
    }

    /// <summary>How many of some numbers fall into each bar; the last has both of its ends.</summary>
    internal IEnumerable<(double Middle, int Count)> Bars(IEnumerable<double> values)
    {
        var counts = new int[BarCount];
        foreach (var value in values) counts[Math.Clamp((int)((value - First) / (Last - First) * BarCount), 0, BarCount - 1)]++;
        var range = this;
        return counts.Select((count, i) => (range.First + (i + 0.5) * range.BarWidth, count));
    }
}
