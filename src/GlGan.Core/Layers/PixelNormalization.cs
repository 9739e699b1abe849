using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>
/// Scales the feature vector of every pixel to a root mean square of 1 (Karras et al., 2018, "pixelwise feature vector normalization").
/// Bounds what a network hands on without learning anything. Vectors much shorter than <see cref="Epsilon"/>'s root, which ReLU leaves often, stay
/// short: scaled up, they would be noise with gradients without bound.
/// </summary>
internal static class PixelNormalization
{
    private const double Epsilon = 1e-2;

    /// <summary>Normalises <c>[N, C, H, W]</c> over C; the caller owns the result.</summary>
    internal static Tensor Apply(Tensor features)
    {
        using var scope = NewDisposeScope();
        return (features * features.Squared().mean([1], keepdim: true).Plus(Epsilon).rsqrt()).MoveToOuterDisposeScope();
    }
}
