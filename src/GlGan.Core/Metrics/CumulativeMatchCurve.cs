namespace GlGan.Metrics;

/// <summary>The cumulative match characteristic (CMC) of a set of probes: how many find their person among the first k.</summary>
public sealed class CumulativeMatchCurve
{
    private readonly double[] _rates;

    /// <param name="ranks">The rank of each probe's own person, from 1.</param>
    /// <param name="identities">Persons in the gallery.</param>
    internal CumulativeMatchCurve(IReadOnlyCollection<int> ranks, int identities)
    {
        var found = new int[identities];
        foreach (var rank in ranks) found[rank - 1]++;
        _rates = new double[identities];
        for (int i = 0, sum = 0; i < identities; i++) _rates[i] = (double)(sum += found[i]) / ranks.Count;
        Probes = ranks.Count;
    }

    /// <summary>Number of probes.</summary>
    public int Probes { get; }

    /// <summary>Share of probes in [0, 1] whose person is the nearest.</summary>
    public double Rank1 => At(1);

    /// <summary>Share of probes in [0, 1] whose person is among the five nearest.</summary>
    public double Rank5 => At(5);

    /// <summary>The curve: entry k − 1 is the share for rank k, up to the number of persons in the gallery, where it is 1.</summary>
    public IReadOnlyList<double> Rates => _rates;

    /// <summary>Share of probes in [0, 1] whose person is among the nearest.</summary>
    /// <param name="rank">How many of the nearest persons, at least 1; more than the gallery has count as all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rank is less than 1.</exception>
    public double At(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        return _rates[Math.Min(rank, _rates.Length) - 1];
    }
}
