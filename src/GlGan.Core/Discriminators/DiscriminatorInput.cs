using static TorchSharp.torch;

namespace GlGan.Discriminators;

/// <summary>What a discriminator judges. Tensors are borrowed.</summary>
/// <param name="Image">Real or synthesised images, float in [-1, 1], <c>[N, 3, S, S]</c>.</param>
/// <param name="Condition">The generator's input image, for conditional discriminators, <c>[N, 3, S, S]</c>.</param>
/// <param name="Placement">Centre of each region by name, for region discriminators, <c>[N, 2]</c> (x, y) in pixels.</param>
public sealed record DiscriminatorInput(Tensor Image, Tensor? Condition = null, IReadOnlyDictionary<string, Tensor>? Placement = null);
