using GlGan.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>Mean absolute difference between GP-Gen's own image and the target, per value in [-1, 1].</summary>
public sealed class GlobalPixelLoss : IGeneratorLoss
{
    /// <inheritdoc/>
    public string Name => "global_pixel";

    /// <inheritdoc/>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TensorGuard.SameShape(context.Output.GlobalImage, context.Target);
        return functional.l1_loss(context.Output.GlobalImage, context.Target);
    }
}
