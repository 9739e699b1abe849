using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>
/// Mean absolute difference between the left half of the fused image and the mirrored right half, both halved in size by 2×2 average pooling, per value in
/// [-1, 1]. The left half is a constant, as in TP-GAN's code at full size: only the right half is drawn towards it. For frontal images.
/// TP-GAN's weight of 0.3 is between sums over pixels; between means it is 0.3 / 8, because the shrunk half has an eighth of the pixels.
/// </summary>
public sealed class SymmetryLoss : IGeneratorLoss
{
    /// <inheritdoc/>
    public string Name => "symmetry";

    /// <inheritdoc/>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TensorGuard.Multiple(context.Output.Image, 4);
        using var scope = NewDisposeScope();
        var (left, right) = functional.avg_pool2d(context.Output.Image, 2).Halves(3);
        return functional.l1_loss(right.flip(3), left.detach()).MoveToOuterDisposeScope();
    }
}
