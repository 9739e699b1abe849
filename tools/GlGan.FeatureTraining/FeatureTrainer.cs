using GlGan.Faces;
using GlGan.Features;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.FeatureTraining;

/// <summary>Trains a feature network to tell people apart and to find their landmarks.</summary>
internal static class FeatureTrainer
{
    /// <summary>The loss by which people are told apart, and that of their landmarks: the mean distance along an axis, in half sides of the image.</summary>
    internal const string IdentityLoss = "identity", LandmarkLoss = "landmarks";

    private const double LandmarkWeight = 20;

    /// <summary>Trains a network, which is in training mode and is moved to the device.</summary>
    internal static void Train(FaceNetwork network, FaceCollection faces, FeatureTrainingOptions options, Device device, IProgress<TrainingTick> progress, CancellationToken stop)
    {
        using var contrast = new IdentityContrast(options.BatchIdentities, options.Views, device);
        TrainingLoop.Run(network, options, device, step => FaceBatch.Create(faces, options, step), Losses, progress, stop);

        IReadOnlyList<WeightedLoss> Losses(FaceBatch batch)
        {
            var output = network.call(TensorImages.FromImages(batch.Images).to(device));
            var points = tensor(batch.Points, [options.BatchSize, 2 * FaceLandmarks.Count], device: device);
            return [new(IdentityLoss, contrast.Compute(output.Embedding)), new(LandmarkLoss, functional.l1_loss(output.Points, points), LandmarkWeight)];
        }
    }
}
