using System.Diagnostics;
using GlGan.Faces;
using GlGan.Features;
using GlGan.Layers;
using GlGan.Serialization;
using GlGan.Tensors;
using GlGan.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.FeatureTraining;

/// <summary>Trains a feature network to tell people apart and to find their landmarks.</summary>
internal static class FeatureTrainer
{
    private const double LandmarkWeight = 20;
    private const int TickSteps = 20;

    /// <summary>Trains; the caller disposes the network, which is on the device and in training mode.</summary>
    internal static FaceNetwork Train(
        FaceCollection faces, FeatureTrainingOptions options, Device device, IProgress<FeatureTick> progress, CancellationToken stop)
    {
        var network = new FaceNetwork(options.Seed, options.Kind);
        try
        {
            Train(network, faces, options, device, progress, stop);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static void Train(
        FaceNetwork network, FaceCollection faces, FeatureTrainingOptions options, Device device, IProgress<FeatureTick> progress, CancellationToken stop)
    {
        if (options.StartFrom is not null) ModuleWeights.Load(network, options.StartFrom);
        network.to(device);
        ChannelsLast.Apply(network);
        using var operators = new FusedOperators();
        using var adam = new FusedAdam(operators, [.. network.named_parameters().Select(entry => (entry.name, entry.parameter))]);
        using var contrast = new IdentityContrast(options.BatchIdentities, options.Views, device);
        using var never = zeros([], ScalarType.Float32, device);
        using var sums = zeros(2, ScalarType.Float32, device);
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

            var output = network.call(TensorImages.FromImages(batch.Images).to(device));
            var points = tensor(batch.Points, [options.BatchSize, 2 * FaceLandmarks.Count], device: device);
            var (identity, landmarks) = (contrast.Compute(output.Embedding), functional.l1_loss(output.Points, points));
            identity.Plus(landmarks.Times(LandmarkWeight)).backward();
            adam.Step(new AdamRates(options.LearningRate * schedule.Factor(progressed), 0.9, 0.999), never);

            sums.AddInPlace(stack([identity.detach(), landmarks.detach()]));
            progressed = Math.Max((step + 1.0) / options.Steps, clock.Elapsed / options.TimeLimit);
            if ((step + 1) % TickSteps != 0 && progressed < 1) continue;
            var means = sums.Times(1.0 / (step % TickSteps + 1)).cpu().data<float>().ToArray();
            progress.Report(new FeatureTick((step + 1) * options.BatchSize, clock.Elapsed, means[0], means[1]));
            sums.FillInPlace(0);
        }

        Task<FaceBatch> Prepare(long step) => Task.Run(() => FaceBatch.Create(faces, options, step), stop);
    }
}
