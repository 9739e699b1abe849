using GlGan.Faces;
using GlGan.Features;
using GlGan.FeatureTraining.People;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.FeatureTraining.Landmarks;

/// <summary>
/// Trains a network to find 68 landmarks and to say how far off it may be: the negative logarithm of the probability that it gives to where they are (Wood et al., 3D face reconstruction with dense
/// landmarks, ECCV 2022), with Laplace's distribution, to which what is hidden matters less than to Gauss's.
/// </summary>
internal static class LandmarkTrainer
{
    /// <summary>What is minimised, and the mean distance from the landmarks in half sides of the picture.</summary>
    internal const string SurpriseLoss = "surprise", DistanceLoss = "distance";

    // Under the root, whose slope would have no bound at 0.
    private const double Least = 1e-8;

    /// <summary>Trains a network, which is in training mode.</summary>
    internal static void Train(LandmarkNetwork network, IReadOnlyList<Cutout> people, LandmarkTrainingOptions options, IProgress<TrainingTick> progress, CancellationToken stop) => TrainingLoop.Run(
        network, options, CPU, step => LandmarkBatch.Create(people, options, step), batch => Losses(network.call(TensorImages.FromImages(batch.Images)), batch), progress, stop);

    private static IReadOnlyList<WeightedLoss> Losses(Tensor found, LandmarkBatch batch)
    {
        var points = tensor(batch.Points, [batch.Images.Length, FaceLandmarks68.Count, 2]);
        var distances = found.narrow(2, 0, 2).sub(points).Squared().sum(2).Plus(Least).sqrt();
        var doubts = found.select(2, 2);
        return [new(SurpriseLoss, distances.mul(doubts.neg().exp()).Plus(doubts.Times(2)).mean()), new(DistanceLoss, distances.mean())];
    }
}
