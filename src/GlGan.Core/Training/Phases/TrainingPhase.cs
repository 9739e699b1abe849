using GlGan.Foundation;

namespace GlGan.Training;

/// <summary>One stretch of training: what trains, for how many images, and what differs from the rest of the training.</summary>
/// <param name="Name">Name in logs.</param>
/// <param name="Trains">The parts that train; the others are frozen.</param>
/// <param name="Images">Real images shown, at least 1.</param>
public sealed record TrainingPhase(string Name, TrainedNetworks Trains, long Images) : IValidated
{
    /// <summary>Share of the images that presets give to discriminator fine-tuning.</summary>
    public const double FineTuningShare = 0.1;

    /// <summary>Adam's learning rate of the generator in this phase; <see langword="null"/> (the default) takes the training's.</summary>
    public double? GeneratorLearningRate { get; init; }

    /// <summary>Adam's learning rate of the discriminators in this phase; <see langword="null"/> (the default) takes the training's.</summary>
    public double? DiscriminatorLearningRate { get; init; }

    /// <summary>What the networks minimise in this phase; <see langword="null"/> (the default) takes the training's objective.</summary>
    public TrainingObjective? Objective { get; init; }

    /// <summary>The two phases of GL-GAN: everything jointly, then discriminator fine-tuning with GP-Gen frozen.</summary>
    /// <param name="images">Images of both phases together.</param>
    /// <param name="local">Whether the local pathway (LP-Gens and fusion) goes on training in the second phase.</param>
    /// <param name="share">Share of the images for the second phase, between 0 and 1.</param>
    public static IReadOnlyList<TrainingPhase> JointThenFineTuning(long images, bool local = true, double share = FineTuningShare)
    {
        if (images < 2) throw new ArgumentException($"A training in 2 phases needs at least 2 images; got {images}.", nameof(images));
        if (share is not (> 0 and < 1)) throw new ArgumentException($"The share of fine-tuning lies between 0 and 1; got {share}.", nameof(share));
        var fineTuning = Math.Clamp((long)(images * share), 1, images - 1);
        var pathway = local ? TrainedNetworks.Local | TrainedNetworks.Fusion : TrainedNetworks.None;
        return [new("joint", TrainedNetworks.All, images - fineTuning), new("fine-tuning", TrainedNetworks.Discriminators | pathway, fineTuning)];
    }

    /// <summary>One phase in which everything trains jointly.</summary>
    /// <param name="images">Images of the phase.</param>
    public static IReadOnlyList<TrainingPhase> JointOnly(long images) => [new("joint", TrainedNetworks.All, images)];

    IEnumerable<string> IValidated.Errors() =>
    [
        .. Require.That(Images >= 1, $"Phase '{Name}' must have at least 1 image; got {Images}."),
        .. Require.That(Trains != TrainedNetworks.None, $"Phase '{Name}' trains nothing."),
        .. Require.NotNegative(GeneratorLearningRate ?? 0, $"Phase '{Name}': {nameof(GeneratorLearningRate)}"),
        .. Require.NotNegative(DiscriminatorLearningRate ?? 0, $"Phase '{Name}': {nameof(DiscriminatorLearningRate)}"),
        .. (Objective?.Errors() ?? []).Select(error => $"Phase '{Name}': {error}"),
    ];
}
