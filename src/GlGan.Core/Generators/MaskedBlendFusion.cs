using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Generators;

/// <summary>The mask-weighted mean of the regions, faded by the union of the masks.</summary>
internal sealed class MaskedBlendFusion : IRegionFusion
{
    /// <inheritdoc/>
    public Tensor Merge(IReadOnlyList<Tensor> features, IReadOnlyList<Tensor> masks)
    {
        using var scope = NewDisposeScope();
        var (sum, weight, union) = (features[0] * masks[0], masks[0], masks[0]);
        for (var i = 1; i < features.Count; i++)
        {
            sum = sum.Plus(features[i] * masks[i]);
            weight = weight.Plus(masks[i]);
            union = union.maximum(masks[i]);
        }

        // Where no region lies sum is 0, so any positive divisor gives 0.
        return (sum * (union / weight.Filled(weight.IsNotPositive(), 1))).MoveToOuterDisposeScope();
    }
}
