using GlGan.Data;
using GlGan.Imaging;
using GlGan.Metrics;
using GlGan.Runtime;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Cli.Training;

/// <summary>How close a trained model comes to the targets of a task.</summary>
/// <param name="Pairs">Pairs measured.</param>
/// <param name="OutputPsnr">Mean PSNR of the output against the target, in decibels.</param>
/// <param name="OutputSsim">Mean SSIM of the output against the target.</param>
/// <param name="InputPsnr">Mean PSNR of the input itself against the target, in decibels.</param>
/// <param name="InputSsim">Mean SSIM of the input itself against the target.</param>
internal sealed record PairScores(int Pairs, double OutputPsnr, double OutputSsim, double InputPsnr, double InputSsim)
{
    private const int BatchSize = 16;
    private const int Batches = 4;

    /// <summary>Measures a run's exported model on the first pairs of a task.</summary>
    internal static PairScores Measure(TrainingRun run, ITrainingTask task)
    {
        using var model = GlGanModel.Load(run.ModelPath, run.Device);
        using var loader = new BatchLoader(task, new() { BatchSize = BatchSize });
        var batches = new LoaderBatchSource(loader, run.Device);
        List<(ImageBuffer Output, ImageBuffer Input, ImageBuffer Target)> pairs = [];
        for (var i = 0; i < Batches; i++)
        {
            using var scope = new TensorScope();
            using var gradient = no_grad();
            using var batch = batches.Next(CancellationToken.None);
            using var output = model.Generator.call(batch.Input);
            pairs.AddRange(TensorImages.ToImages(output.Image).Zip(TensorImages.ToImages(batch.Input.Global), TensorImages.ToImages(batch.Target)));
        }

        return new PairScores(
            pairs.Count,
            pairs.Average(pair => Psnr.Compute(pair.Output, pair.Target)),
            pairs.Average(pair => Ssim.Compute(pair.Output, pair.Target)),
            pairs.Average(pair => Psnr.Compute(pair.Input, pair.Target)),
            pairs.Average(pair => Ssim.Compute(pair.Input, pair.Target)));
    }
}
