using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Features;

/// <summary>
/// The pixels themselves as features: a judge without training. One more value brings every image to the same length, so that the cosine of two images falls with
/// the distance of their pixels (and of their contrasts). Images of more than 64×64 pixels are shrunk to that, bilinearly and antialiased.
/// </summary>
public sealed class PixelFeatureNetwork : IFeatureNetwork
{
    private const int LargestSide = 64;

    /// <inheritdoc/>
    /// <returns>One tensor <c>[N, 3·S·S + 1]</c>, S at most 64; the caller disposes it.</returns>
    public IReadOnlyList<Tensor> Features(Tensor images)
    {
        TensorGuard.Shape(images, [TensorGuard.Any, 3, TensorGuard.Any, TensorGuard.Any]);
        using var scope = NewDisposeScope();
        var isLarge = images.shape[2] > LargestSide || images.shape[3] > LargestSide;
        var seen = isLarge ? nn.functional.interpolate(images, size: [LargestSide, LargestSide], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true) : images;
        var pixels = seen.flatten(1);
        var rest = pixels.Squared().sum(1, keepdim: true).neg().Plus(pixels.shape[1]).AtLeast(0).sqrt();
        return [cat([pixels, rest], 1).MoveToOuterDisposeScope()];
    }
}
