namespace GlGan.Metrics;

/// <summary>The random subsets over which <see cref="KernelInceptionDistance"/> is averaged.</summary>
public sealed record KernelInceptionOptions
{
    /// <summary>Number of subsets, at least 1.</summary>
    /// <value>The default value is 100.</value>
    public int Subsets { get; init; } = 100;

    /// <summary>Features of either set in each subset, without replacement, at least 2.</summary>
    /// <value>The default value is 1,000.</value>
    public int SubsetSize { get; init; } = 1000;

    /// <summary>Seed of the subsets: equal seeds draw equal ones.</summary>
    /// <value>The default value is 0.</value>
    public ulong Seed { get; init; }

    internal IEnumerable<string> Errors()
    {
        if (Subsets < 1) yield return $"{nameof(Subsets)} must be at least 1; got {Subsets}.";
        if (SubsetSize < 2) yield return $"{nameof(SubsetSize)} must be at least 2; got {SubsetSize}.";
    }
}
