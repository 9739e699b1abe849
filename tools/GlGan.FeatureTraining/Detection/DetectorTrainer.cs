using GlGan.Features;
using GlGan.FeatureTraining.People;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.FeatureTraining.Detection;

/// <summary>
/// Trains a face detector: the focal loss for the scores (Lin et al., Focal loss for dense object detection, ICCV 2017), the absolute difference for square and landmarks.
/// </summary>
internal static class DetectorTrainer
{
    /// <summary>The loss of the scores, per cell of a face, and that of the places, in units of 52 pixels of a face of that size.</summary>
    internal const string ScoreLoss = "score", PlaceLoss = "place";

    private const double PlaceWeight = 4, Focus = 0.25;

    /// <summary>Trains a network, which is in training mode.</summary>
    internal static void Train(FaceDetectionNetwork network, IReadOnlyList<Cutout> people, DetectorTrainingOptions options, IProgress<TrainingTick> progress, CancellationToken stop) => TrainingLoop.Run(
        network, options, CPU, step => SceneBatch.Create(people, options, step), batch => Losses(network.call(TensorImages.FromImages(batch.Images)), batch), progress, stop);

    private static IReadOnlyList<WeightedLoss> Losses(Tensor cells, SceneBatch batch)
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
        return [new(ScoreLoss, score.sum().Times(perFace)), new(PlaceLoss, place.sum().Times(perFace / SceneBatch.Described), PlaceWeight)];
    }
}
