using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// How far the fused image is from what the input had right: its absolute difference from the target where input and target are equal, as a mean over all values in [-1, 1]. It gives
/// clean faces, which differ little and are few, the weight to be left alone.
/// </summary>
public sealed class PreservationLoss : IGeneratorLoss
{
    /// <inheritdoc/>
    public string Name => "preservation";

    /// <inheritdoc/>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        TensorGuard.SameShape(context.Output.Image, context.Target);
        using var scope = NewDisposeScope();
        var isRight = context.Input.Global.eq(context.Target).to(context.Target.dtype);
        return ((context.Output.Image - context.Target).abs() * isRight).mean().MoveToOuterDisposeScope();
    }
}
