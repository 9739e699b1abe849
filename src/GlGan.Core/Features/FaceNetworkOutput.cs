using static TorchSharp.torch;

namespace GlGan.Features;

/// <summary>What a <see cref="FaceNetwork"/> makes of a batch; whoever called it disposes the tensors.</summary>
/// <param name="Maps">Feature maps <c>[N, C, h, w]</c>, the finest first.</param>
/// <param name="Embedding">Who it is: vectors of length 1, <c>[N, 128]</c>.</param>
/// <param name="Points">The five landmarks, x and y in turn, <c>[N, 10]</c>: -1 and 1 are the outer edges of the image.</param>
internal sealed record FaceNetworkOutput(IReadOnlyList<Tensor> Maps, Tensor Embedding, Tensor Points);
