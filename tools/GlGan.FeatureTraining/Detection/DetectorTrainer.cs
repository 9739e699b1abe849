using System.Diagnostics;
using GlGan.Features;
using GlGan.Layers;
using GlGan.Serialization;
using GlGan.Tensors;
using GlGan.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.FeatureTraining.Detection;

/// <summary>
/// Trains a face detector: the focal loss for the scores (Lin et al., Focal loss for dense object detection, ICCV 2017), the absolute difference for square and landmarks.
/// </summary>
internal static class DetectorTrainer
{
    private const double PlaceWeight = 4, Focus = 0.25;
    private const int TickSteps = 20;

    /// <summary>Trains; the caller disposes the network, which is in training mode.</summary>
    internal static FaceDetectionNetwork Train(IReadOnlyList<Cutout> people, DetectorTrainingOptions options, IProgress<DetectorTick> progress, CancellationToken stop)
    {
        var network = new FaceDetectionNetwork(options.Seed);
        try
        {
            Train(network, people, options, progress, stop);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static void Train(FaceDetectionNetwork network, IReadOnlyList<Cutout> people, DetectorTrainingOptions options, IProgress<DetectorTick> progress, CancellationToken stop)
    {
        if (options.StartFrom is not null) ModuleWeights.Load(network, options.StartFrom);
        ChannelsLast.Apply(network);
        using var operators = new FusedOperators();
        using var adam = new FusedAdam(operators, [.. network.named_parameters().Select(entry => (entry.name, entry.parameter))]);
        using var never = zeros([], ScalarType.Float32);
        using var sums = zeros(2, ScalarType.Float32);
        var schedule = new CosineSchedule();
        var clock = Stopwatch.StartNew();
        var next = Prepare(0);
        double progressed = 0;
        for (long step = 0; progressed < 1; step++)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = new TensorScope();
            var batch = next.GetAwaiter().GetResult();
            next = Prepare(step + 1);

            var (score, place) = Losses(network.call(TensorImages.FromImages(batch.Images)), batch);
            score.Plus(place.Times(PlaceWeight)).backward();
            adam.Step(new AdamRates(options.LearningRate * schedule.Factor(progressed), 0.9, 0.999), never);

            sums.AddInPlace(stack([score.detach(), place.detach()]));
            progressed = Math.Max((step + 1.0) / options.Steps, clock.Elapsed / options.TimeLimit);
            if ((step + 1) % TickSteps != 0 && progressed < 1) continue;
            var means = sums.Times(1.0 / (step % TickSteps + 1)).data<float>().ToArray();
            progress.Report(new DetectorTick((step + 1) * DetectorTrainingOptions.BatchSize, clock.Elapsed, means[0], means[1]));
            sums.FillInPlace(0);
        }

        Task<SceneBatch> Prepare(long step) => Task.Run(() => SceneBatch.Create(people, options, step), stop);
    }

    private static (Tensor Score, Tensor Place) Losses(Tensor cells, SceneBatch batch)
    {
        long[] shape = [batch.Images.Length, 1, SceneBatch.Columns, SceneBatch.Columns];
        long[] described = [shape[0], SceneBatch.Described, shape[2], shape[3]];
        Tensor faces = tensor(batch.Scores, shape), weights = tensor(batch.Weights, shape), scales = tensor(batch.Scales, shape);
        var perFace = 1.0 / Math.Max(1, batch.Scores.Sum());
        var logits = cells.narrow(1, 0, 1);
        var missing = faces.sub(sigmoid(logits)).abs();
        var share = faces.Times(2 * Focus - 1).Plus(1 - Focus).mul(weights);
        var score = functional.binary_cross_entropy_with_logits(logits, faces, reduction: Reduction.None).mul(missing.Squared()).mul(share);
        var place = cells.narrow(1, 1, SceneBatch.Described).sub(tensor(batch.Values, described)).abs().mul(scales);
        return (score.sum().Times(perFace), place.sum().Times(perFace / SceneBatch.Described));
    }
}
