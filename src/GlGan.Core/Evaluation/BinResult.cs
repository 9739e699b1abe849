namespace GlGan.Evaluation;

/// <summary>Means over the pairs of a bin.</summary>
/// <param name="Bin">Name of the bin; <c>all</c> for all pairs.</param>
/// <param name="Count">Pairs in it.</param>
/// <param name="Means">Mean of each metric. Pairs for which a metric is infinite, such as the PSNR of equal images, make the mean so.</param>
/// <param name="Identification">Share of the images whose person is found within a rank by the first recogniser, by rank; empty where nobody is identified.</param>
public sealed record BinResult(string Bin, int Count, IReadOnlyDictionary<string, double> Means, IReadOnlyDictionary<int, double> Identification)
{
    /// <summary>The same for all recognisers, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<int, double>> IdentificationBy { get; init; } = new Dictionary<string, IReadOnlyDictionary<int, double>>();
}
