using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>Mean absolute difference between the fused image and the target, per value in [-1, 1].</summary>
public sealed class PixelLoss : IGeneratorLoss
{
    /// <inheritdoc/>
    public string Name => "pixel";

    /// <inheritdoc/>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TensorGuard.SameShape(context.Output.Image, context.Target);
        return functional.l1_loss(context.Output.Image, context.Target);
    }
}
