using GlGan.Foundation;

namespace GlGan.Metrics;

/// <summary>The random subsets over which <see cref="KernelInceptionDistance"/> is averaged.</summary>
public sealed record KernelInceptionOptions : IValidated
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

    IEnumerable<string> IValidated.Errors() => [.. Require.AtLeast(Subsets, 1), .. Require.AtLeast(SubsetSize, 2)];
}
