namespace GlGan.Datasets;

/// <summary>How long one side of the images is.</summary>
/// <param name="Smallest">Smallest, in pixels.</param>
/// <param name="Median">Median, in pixels; the lower one of two.</param>
/// <param name="Largest">Largest, in pixels.</param>
public sealed record LengthRange(int Smallest, int Median, int Largest)
{
    internal static LengthRange? Of(IEnumerable<int> lengths)
    {
        int[] sorted = [.. lengths.Order()];
        return sorted.Length == 0 ? null : new LengthRange(sorted[0], sorted[(sorted.Length - 1) / 2], sorted[^1]);
    }
}
