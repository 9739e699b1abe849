using static TorchSharp.torch;

namespace GlGan.Generators;

/// <summary>What the fusion network reads: the results of both pathways. Tensors are borrowed.</summary>
internal sealed record FusionInput(
    (Tensor Image, Tensor Features) Global,
    IReadOnlyDictionary<string, (Tensor Features, Tensor Image)> Local,
    IReadOnlyDictionary<string, Tensor> Placement);
