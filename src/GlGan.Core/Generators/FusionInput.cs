using static TorchSharp.torch;

namespace GlGan.Generators;

/// <summary>What the fusion network reads: the results of the pathways there are. Tensors are borrowed.</summary>
internal sealed record FusionInput(
    int ImageSize,
    (Tensor Image, Tensor Features)? Global,
    IReadOnlyDictionary<string, (Tensor Image, Tensor Features)> Local,
    IReadOnlyDictionary<string, Tensor> Placement);
