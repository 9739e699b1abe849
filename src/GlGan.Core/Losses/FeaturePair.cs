using GlGan.Features;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>What a feature network sees in the fused image and in the target.</summary>
internal static class FeaturePair
{
    /// <summary>Features of both, those of the target as constants; the caller disposes them.</summary>
    internal static (IReadOnlyList<Tensor> Fake, IReadOnlyList<Tensor> Real) Of(IFeatureNetwork network, GeneratorLossContext context)
    {
        TensorGuard.SameShape(context.Output.Image, context.Target);
        var fake = network.Features(context.Output.Image);
        using var constant = no_grad();
        return (fake, network.Features(context.Target));
    }
}
