using static TorchSharp.torch;

namespace GlGan.Benchmarks.Baselines;

/// <summary>What one plain PatchGAN says. The tensors belong to the caller's dispose scope.</summary>
/// <param name="Logits">Two classes per patch, <c>[N, 2, h, w]</c>.</param>
/// <param name="Features">Activations of the layers before the logits, first layer first.</param>
internal sealed record PlainPatches(Tensor Logits, IReadOnlyList<Tensor> Features);
