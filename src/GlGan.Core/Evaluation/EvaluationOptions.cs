using GlGan.Foundation;
using GlGan.Pairs;

namespace GlGan.Evaluation;

/// <summary>What <see cref="ModelEvaluator"/> measures.</summary>
public sealed record EvaluationOptions : IValidated
{
    /// <summary>Images the generator makes at a time, at least 1.</summary>
    /// <value>The default value is 32.</value>
    public int BatchSize { get; init; } = 32;

    /// <summary>Threads that prepare pairs, 1 to 1024; they do not change what comes.</summary>
    /// <value>The default value is one less than the processors, at least 1.</value>
    public int Workers { get; init; } = new BatchLoaderOptions().Workers;

    /// <summary>Numbers for each image against its target.</summary>
    /// <value>The default value is PSNR and SSIM.</value>
    public IReadOnlyList<ImageMetric> Metrics { get; init; } = [ImageMetric.Psnr, ImageMetric.Ssim];

    /// <summary>Numbers for all images together against their targets.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<SetMetric> SetMetrics { get; init; } = [];

    /// <summary>
    /// The networks that tell persons apart, for identification: each image is looked for among the targets of all persons. The ranks of the first are
    /// <see cref="BinResult.Identification"/>.
    /// </summary>
    /// <value>The default value is none, which identifies nobody.</value>
    public IReadOnlyList<Recognizer> Recognizers { get; init; } = [];

    /// <summary>Ranks within which a person counts as found, each at least 1 and named once.</summary>
    /// <value>The default value is 1 and 5, as in TP-GAN's tables.</value>
    public IReadOnlyList<int> Ranks { get; init; } = [1, 5];

    /// <summary>The networks in whose features the images as a whole are compared with the targets as a whole.</summary>
    /// <value>The default value is none.</value>
    public IReadOnlyList<FeatureSpace> FeatureSpaces { get; init; } = [];

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.AtLeast(BatchSize, 1), .. Require.LieIn(Workers, 1, BatchLoaderOptions.MostWorkers),
        .. Ranks.SelectMany(rank => Require.AtLeast(rank, 1, nameof(Ranks))),
        .. Ranks.GroupBy(rank => rank).Where(group => group.Count() > 1).Select(group => $"{nameof(Ranks)} names {group.Key} more than once."),
        .. Require.Once(Metrics.Select(metric => metric.Name), nameof(Metrics)), .. Require.Once(SetMetrics.Select(metric => metric.Name), nameof(SetMetrics)),
        .. Require.Once(Recognizers.Select(recognizer => recognizer.Name), nameof(Recognizers)), .. Require.Once(FeatureSpaces.Select(space => space.Name), nameof(FeatureSpaces)),
    ];
}
