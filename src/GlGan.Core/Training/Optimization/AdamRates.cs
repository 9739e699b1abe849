namespace GlGan.Training;

/// <summary>Learning rate and decays of one step of Adam.</summary>
internal readonly record struct AdamRates(double LearningRate, double Beta1, double Beta2)
{
    /// <summary>
    /// The rates that keep the pace of a training in which one more update, of penalties, follows every so many steps, for each of some intervals
    /// (Karras et al., 2020, "Analyzing and improving the image quality of StyleGAN", appendix B, which has one).
    /// </summary>
    internal AdamRates WithLazySteps(IReadOnlyList<int> intervals)
    {
        // 1 / (1 + Σ 1/interval) over one denominator: exactly the paper's interval / (interval + 1) where there is one.
        var product = intervals.Aggregate(1.0, (product, interval) => product * interval);
        var share = product / (product + intervals.Sum(interval => product / interval));
        return new AdamRates(LearningRate * share, Math.Pow(Beta1, share), Math.Pow(Beta2, share));
    }
}
