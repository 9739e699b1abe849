using GlGan.Features;
using GlGan.Pairs;

namespace GlGan.Evaluation;

/// <summary>What <see cref="ModelEvaluator"/> measures.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Images the generator makes at a time, at least 1.</summary>
    /// <value>The default value is 32.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>Threads that prepare pairs, at least 1; they do not change what comes.</summary>
    /// <value>The default value is one less than the processors, at least 1.</value>
    public int Workers { get; init; } = new BatchLoaderOptions().Workers;

    /// <summary>Numbers for each image against its target.</summary>
    /// <value>The default value is PSNR and SSIM.</value>
    public IReadOnlyList<ImageMetric> Metrics { get; init; } = [ImageMetric.Psnr, ImageMetric.Ssim];

    /// <summary>
    /// Tells persons apart by the cosine of its last features, for identification: each image is looked for among the targets of all persons. Borrowed;
    /// <see langword="null"/> (the default) identifies nobody.
    /// </summary>
    public IFeatureNetwork? Recognizer { get; init; }

    /// <summary>Ranks within which a person counts as found, each at least 1 and named once.</summary>
    /// <value>The default value is 1 and 5, as in TP-GAN's tables.</value>
    public IReadOnlyList<int> Ranks { get; init; } = [1, 5];

    /// <summary>The networks in whose features the images as a whole are compared with the targets as a whole.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<FeatureSpace> FeatureSpaces { get; init; } = [];

    internal IEnumerable<string> Errors()
    {
        if (BatchSize < 1) yield return $"{nameof(BatchSize)} must be at least 1; got {BatchSize}.";
        if (Workers < 1) yield return $"{nameof(Workers)} must be at least 1; got {Workers}.";
        foreach (var rank in Ranks.Where(rank => rank < 1)) yield return $"{nameof(Ranks)} must be at least 1; got {rank}.";
        foreach (var twice in Ranks.GroupBy(rank => rank).Where(group => group.Count() > 1)) yield return $"{nameof(Ranks)} names {twice.Key} more than once.";
        foreach (var twice in Metrics.GroupBy(metric => metric.Name).Where(group => group.Count() > 1)) yield return $"{nameof(Metrics)} names '{twice.Key}' more than once.";
        foreach (var twice in FeatureSpaces.GroupBy(space => space.Name).Where(group => group.Count() > 1))
            yield return $"{nameof(FeatureSpaces)} names '{twice.Key}' more than once.";
    }
}
