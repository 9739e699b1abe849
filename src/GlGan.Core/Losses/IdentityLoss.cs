using GlGan.Features;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>
/// How far the person of the fused image is from that of the target: <c>E[1 − cos(φ(image), φ(target))]</c> in [0, 2], φ the last features of a face
/// recogniser as one vector per image (SimSwap's identity loss). The target's are constants.
/// </summary>
/// <param name="network">The recogniser; borrowed. It should be fed what it was trained on: mind its input size and range.</param>
public sealed class IdentityLoss(IFeatureNetwork network) : IGeneratorLoss
{
    /// <summary>The recogniser; borrowed.</summary>
    public IFeatureNetwork Network { get; } = network;

    /// <inheritdoc/>
    public string Name => "identity";

    /// <inheritdoc/>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        var (fake, real) = FeaturePair.Of(Network, context);
        return functional.cosine_similarity(fake[^1].flatten(1), real[^1].flatten(1), 1).mean().neg().Plus(1).MoveToOuterDisposeScope();
    }
}
