using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// Anisotropic total variation of the fused image: the mean absolute difference of horizontal neighbours plus that of vertical neighbours, each averaged over
/// batch, channels and pairs. TP-GAN sums over pixels instead, about S² as much: its weight 1e-3 on sums beside pixel losses on sums is the same here beside
/// pixel losses on means.
/// </summary>
public sealed class TotalVariationLoss : IGeneratorLoss
{
    /// <inheritdoc/>
    public string Name => "total_variation";

    /// <inheritdoc/>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var image = context.Output.Image;
        TensorGuard.Shape(image, [TensorGuard.Any, TensorGuard.Any, TensorGuard.Any, TensorGuard.Any], "context.Output.Image");
        using var scope = NewDisposeScope();
        return Variation(image, 2).Plus(Variation(image, 3)).MoveToOuterDisposeScope();
    }

    private static Tensor Variation(Tensor image, int axis)
    {
        var pairs = image.shape[axis] - 1;
        return (image.narrow(axis, 1, pairs) - image.narrow(axis, 0, pairs)).abs().mean();
    }
}
