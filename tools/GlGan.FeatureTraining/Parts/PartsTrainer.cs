using GlGan.FeatureTraining.People;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.FeatureTraining.Parts;

/// <summary>Trains a network to say what each pixel of a portrait shows: cross-entropy, in which small parts count more.</summary>
internal static class PartsTrainer
{
    /// <summary>Mean cross-entropy per pixel, and the share of pixels that are named wrongly.</summary>
    internal const string EntropyLoss = "entropy", WrongShare = "wrong";

    // In the order of FacePart. Eyes, lips and glasses have few pixels.
    private static readonly float[] Weights = [1, 1, 1, 4, 3, 4, 3, 0.5f, 1.5f];

    /// <summary>Trains a network, which is in training mode.</summary>
    internal static void Train(FacePartsNetwork network, IReadOnlyList<Cutout> people, PartsTrainingOptions options, IProgress<TrainingTick> progress, CancellationToken stop)
    {
        using var weights = tensor(Weights);
        TrainingLoop.Run(network, options, CPU, step => PartsBatch.Create(people, options, step), Losses, progress, stop);

        IReadOnlyList<WeightedLoss> Losses(PartsBatch batch)
        {
            var logits = network.call(TensorImages.FromImages(batch.Images));
            var parts = tensor(batch.Parts, [batch.Images.Length, FacePartsNetwork.ImageSize, FacePartsNetwork.ImageSize]);
            var wrong = logits.detach().argmax(1).ne(parts).to(ScalarType.Float32).mean();
            return [new(EntropyLoss, functional.cross_entropy(logits, parts, weights)), new(WrongShare, wrong, Weight: 0)];
        }
    }
}
