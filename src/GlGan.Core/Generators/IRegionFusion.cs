using static TorchSharp.torch;

namespace GlGan.Generators;

/// <summary>Merges what the local generators made, placed on the canvas, into one feature map.</summary>
internal interface IRegionFusion
{
    /// <summary>Merges the regions.</summary>
    /// <param name="features">Features of each region on the canvas, <c>[N, C, S, S]</c>; meaningless where the mask is 0.</param>
    /// <param name="masks">Feathered mask of each region in [0, 1], <c>[N, 1, S, S]</c>.</param>
    /// <returns>The merged map, <c>[N, C, S, S]</c>, 0 where no region lies; the caller disposes it.</returns>
    Tensor Merge(IReadOnlyList<Tensor> features, IReadOnlyList<Tensor> masks);
}
