using static TorchSharp.torch;

namespace GlGan.Benchmarks.Baselines;

/// <summary>What the plain generator makes. The tensors belong to the caller's dispose scope.</summary>
/// <param name="Image">The fused result, <c>[N, 3, S, S]</c>.</param>
/// <param name="GlobalImage">GP-Gen's image, <c>[N, 3, S, S]</c>.</param>
/// <param name="LocalImages">Each LP-Gen's image, in the order of the regions, <c>[N, 3, h, w]</c>.</param>
/// <param name="LocalCanvas">The local images on one canvas, <c>[N, 3, S, S]</c>.</param>
internal sealed record PlainOutput(Tensor Image, Tensor GlobalImage, IReadOnlyList<Tensor> LocalImages, Tensor LocalCanvas);
