namespace GlGan.Metrics;

/// <summary>What <see cref="FaceIdentification"/> found out about a set of probes.</summary>
public sealed class IdentificationResult
{
    internal IdentificationResult(int[] ranks, IReadOnlyList<string>? bins, int identities)
    {
        Ranks = ranks;
        Overall = new CumulativeMatchCurve(ranks, identities);
        Bins = bins is null ? [] : [.. ranks.Zip(bins).GroupBy(probe => probe.Second, probe => probe.First)
            .Select(bin => KeyValuePair.Create(bin.Key, new CumulativeMatchCurve([.. bin], identities)))];
    }

    /// <summary>Per probe, the rank of its own person, from 1.</summary>
    public IReadOnlyList<int> Ranks { get; }

    /// <summary>All probes together.</summary>
    public CumulativeMatchCurve Overall { get; }

    /// <summary>The probes of each bin, in the order in which the bins first appear; empty when no bins were given.</summary>
    public IReadOnlyList<KeyValuePair<string, CumulativeMatchCurve>> Bins { get; }
}
