namespace GlGan.Training;

/// <summary>One stretch of training: what trains, and for how many images.</summary>
/// <param name="Name">Name in logs.</param>
/// <param name="Trains">The parts that train.</param>
/// <param name="Images">Real images shown, at least 1.</param>
public sealed record TrainingPhase(string Name, TrainedNetworks Trains, long Images)
{
    /// <summary>Share of the images that the default plan gives to discriminator fine-tuning.</summary>
    public const double FineTuningShare = 0.1;

    /// <summary>The two phases of GL-GAN: everything jointly, then discriminator fine-tuning with GP-Gen frozen.</summary>
    /// <param name="images">Images of both phases together.</param>
    /// <param name="local">Whether the local pathway (LP-Gens and fusion) goes on training in the second phase.</param>
    public static IReadOnlyList<TrainingPhase> JointThenFineTuning(long images, bool local = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 2);
        var fineTuning = Math.Max(1, (long)(images * FineTuningShare));
        var pathway = local ? TrainedNetworks.Local | TrainedNetworks.Fusion : TrainedNetworks.None;
        return [new("joint", TrainedNetworks.All, images - fineTuning), new("fine-tuning", TrainedNetworks.Discriminators | pathway, fineTuning)];
    }
}
