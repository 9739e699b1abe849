namespace GlGan.Losses;

/// <summary>Check of lists of weights.</summary>
internal static class LossWeights
{
    /// <summary>A copy of the weights; throws when there is none, or one is negative or not finite.</summary>
    internal static double[] Valid(IReadOnlyList<double> weights, string argument)
    {
        if (weights.Count == 0 || !weights.All(weight => weight >= 0 && double.IsFinite(weight)))
            throw new ArgumentException($"Give at least one weight, each finite and not negative; got [{string.Join(", ", weights)}].", argument);
        return [.. weights];
    }
}
