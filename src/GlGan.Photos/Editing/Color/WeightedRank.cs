namespace GlGan.Editing;

/// <summary>Quantiles of weighted values.</summary>
internal static class WeightedRank
{
    /// <summary>The value below which a share of the weight lies.</summary>
    /// <param name="values">The values.</param>
    /// <param name="weights">Their weights, at least 0.</param>
    /// <param name="share">From 0 to 1.</param>
    /// <returns>The value, or null where nothing has a weight.</returns>
    internal static float? Of(float[] values, float[] weights, double share)
    {
        var places = Enumerable.Range(0, values.Length).Where(i => weights[i] > 0).ToArray();
        if (places.Length == 0) return null;
        Array.Sort(Array.ConvertAll(places, i => values[i]), places);
        var wanted = share * places.Sum(i => (double)weights[i]);
        var sum = 0d;
        foreach (var place in places)
        {
            sum += weights[place];
            if (sum >= wanted) return values[place];
        }

        return values[places[^1]];
    }
}
