using GlGan.Benchmarks.Baselines;
using GlGan.Metrics;
using GlGan.Tensors;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Mean PSNR and SSIM of a batch of images and their targets, and the Fréchet distance of as many features.</summary>
internal static class EvaluationContenders
{
    // Of the embedding of the library's own feature network.
    private const int FeatureLength = 128;
    private const double Allowed = 1e-3;

    internal static Contender Library(SpeedTask task) => Create(task, Measure);

    internal static Contender Plain(SpeedTask task) => Create(task, PlainMetrics.Measure);

    private static Contender Create(SpeedTask task, Func<MetricInput, double[]> measure)
    {
        var input = new MetricInput(task.Preset.Generator.ImageSize, task.Batch, FeatureLength);
        var (own, plain) = (Measure(input), PlainMetrics.Measure(input));
        if (own.Zip(plain, (one, other) => Math.Abs(one - other) / Math.Abs(one)).Max() is var difference and not <= Allowed)
            Console.Error.WriteLine($"The contenders differ by {difference:P1}: [{string.Join(", ", own)}] and [{string.Join(", ", plain)}].");
        return new Contender(() => measure(input), input);
    }

    private static double[] Measure(MetricInput input)
    {
        using var scope = new TensorScope();
        var pairs = input.Images.Zip(input.Targets).ToArray();
        return
        [
            pairs.Average(pair => Psnr.Compute(pair.First, pair.Second)),
            pairs.Average(pair => Ssim.Compute(pair.First, pair.Second)),
            FrechetDistance.Compute(FeatureStatistics.Of(input.Features), FeatureStatistics.Of(input.TargetFeatures)),
        ];
    }
}
