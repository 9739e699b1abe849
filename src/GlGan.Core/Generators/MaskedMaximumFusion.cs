using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Generators;

/// <summary>
/// TP-GAN's max-out, restricted to the regions that cover a pixel: in the original, the zeros around one region win over the
/// negative values of another.
/// </summary>
internal sealed class MaskedMaximumFusion : IRegionFusion
{
    /// <inheritdoc/>
    public Tensor Merge(IReadOnlyList<Tensor> features, IReadOnlyList<Tensor> masks)
    {
        using var scope = NewDisposeScope();
        var highest = features[0].Filled(masks[0].IsNotPositive(), double.NegativeInfinity);
        var union = masks[0];
        for (var i = 1; i < features.Count; i++)
        {
            highest = highest.maximum(features[i].Filled(masks[i].IsNotPositive(), double.NegativeInfinity));
            union = union.maximum(masks[i]);
        }

        return (highest.Filled(union.IsNotPositive(), 0) * union).MoveToOuterDisposeScope();
    }
}
