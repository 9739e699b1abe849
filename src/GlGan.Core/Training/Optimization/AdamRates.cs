namespace GlGan.Training;

/// <summary>Learning rate and decays of one step of Adam.</summary>
internal readonly record struct AdamRates(double LearningRate, double Beta1, double Beta2)
{
    /// <summary>
    /// The rates that keep the pace of a training in which every <paramref name="interval"/> steps are followed by one more, of the penalties
    /// (Karras et al., 2020, "Analyzing and improving the image quality of StyleGAN", appendix B).
    /// </summary>
    internal AdamRates WithLazySteps(int interval)
    {
        var share = interval / (interval + 1.0);
        return new AdamRates(LearningRate * share, Math.Pow(Beta1, share), Math.Pow(Beta2, share));
    }
}
