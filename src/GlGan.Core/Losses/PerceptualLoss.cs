using GlGan.Features;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>
/// Distance of the fused image and the target in the eyes of a feature network (Johnson et al., 2016): <c>Σ weight_i · L1(φ_i(image), φ_i(target))</c> over
/// its layers, each a mean over all values. The target's features are constants. pix2pixHD takes VGG-19's relu1_1, 2_1, 3_1, 4_1, 5_1
/// with weights 1/32, 1/16, 1/8, 1/4, 1, and 10 for the whole.
/// </summary>
public sealed class PerceptualLoss : IGeneratorLoss
{
    /// <summary>Creates the loss.</summary>
    /// <param name="network">The network; borrowed.</param>
    /// <param name="weights">One weight per layer the network gives, not negative.</param>
    /// <param name="name">Name in logs and statistics, for objectives with more than one.</param>
    /// <exception cref="ArgumentException">There is no weight, or one is negative or not finite.</exception>
    public PerceptualLoss(IFeatureNetwork network, IReadOnlyList<double> weights, string name = "perceptual")
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentException.ThrowIfNullOrEmpty(name);
        (Network, Weights, Name) = (network, LossWeights.Valid(weights, nameof(weights)), name);
    }

    /// <summary>The network; borrowed.</summary>
    public IFeatureNetwork Network { get; }

    /// <summary>One weight per layer of the network.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The network gives another number of layers than there are weights.</exception>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        var (fake, real) = FeaturePair.Of(Network, context);
        if (fake.Count != Weights.Count)
            throw new InvalidOperationException($"The loss '{Name}' has {Weights.Count} weights, but its network gives {fake.Count} layers of features.");
        var terms = Weights.Select((weight, i) => functional.l1_loss(fake[i], real[i]).Times(weight));
        return terms.Aggregate((sum, next) => sum.Plus(next)).MoveToOuterDisposeScope();
    }
}
