using GlGan.Generators;
using GlGan.Imaging;
using GlGan.Metrics;
using GlGan.Runtime;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Cli.Training;

/// <summary>Mean PSNR of the outputs for one fixed batch against its targets, in decibels: by it the best checkpoint is kept.</summary>
/// <param name="batch">The batch, on the training device; borrowed.</param>
internal sealed class PairPsnr(TrainingBatch batch) : ITrainingMetric
{
    internal const string MetricName = "pair_psnr";

    public string Name => MetricName;

    public double Measure(FaceGenerator generator)
    {
        using var scope = new TensorScope();
        using var gradient = no_grad();
        using var output = generator.call(batch.Input);
        return TensorImages.ToImages(output.Image).Zip(TensorImages.ToImages(batch.Target), (image, target) => Psnr.Compute(image, target)).Average();
    }
}
