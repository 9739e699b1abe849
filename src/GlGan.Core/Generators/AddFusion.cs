using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Generators;

/// <summary>The sum of features times masks.</summary>
internal sealed class AddFusion : IRegionFusion
{
    /// <inheritdoc/>
    public Tensor Merge(IReadOnlyList<Tensor> features, IReadOnlyList<Tensor> masks)
    {
        using var scope = NewDisposeScope();
        var sum = features[0] * masks[0];
        for (var i = 1; i < features.Count; i++) sum = sum.Plus(features[i] * masks[i]);
        return sum.MoveToOuterDisposeScope();
    }
}
