using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>Mean absolute difference between GP-Gen's own image and the target, per value in [-1, 1].</summary>
public sealed class GlobalPixelLoss : IGeneratorLoss
{
    /// <inheritdoc/>
    public string Name => "global_pixel";

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The generator has no GP-Gen.</exception>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var image = context.Output.GlobalImage ?? throw new InvalidOperationException($"The loss '{Name}' needs a generator with GP-Gen: leave it out of the objective.");
        TensorGuard.SameShape(image, context.Target, "context.Output.GlobalImage");
        return functional.l1_loss(image, context.Target);
    }
}
