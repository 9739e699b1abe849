using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>
/// Mean absolute difference between the fused image and the target at full size, half, a quarter, …, by 2×2 average pooling: <c>Σ weight_i · L1_i</c>,
/// per value in [-1, 1] at each scale. TP-GAN compares images its decoder makes at three scales; here one image is shrunk.
/// </summary>
public sealed class MultiScalePixelLoss : IGeneratorLoss
{
    /// <summary>Creates the loss.</summary>
    /// <param name="weights">Weight of each scale, full size first, at least one, not negative; <see langword="null"/> takes TP-GAN's 1, 1, 1.5.</param>
    /// <exception cref="ArgumentException">There is no weight, or one is negative or not finite.</exception>
    public MultiScalePixelLoss(IReadOnlyList<double>? weights = null) => Weights = LossWeights.Valid(weights ?? [1, 1, 1.5], nameof(weights));

    /// <summary>Weight of each scale, full size first.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <inheritdoc/>
    public string Name => "multi_scale_pixel";

    /// <inheritdoc/>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (image, target) = (context.Output.Image, context.Target);
        TensorGuard.SameShape(image, target, "context.Output.Image", "context.Target");
        TensorGuard.Multiple(image, 1 << (Weights.Count - 1), "context.Output.Image");
        using var scope = NewDisposeScope();
        var difference = image - target;
        var total = difference.abs().mean().Times(Weights[0]);
        foreach (var weight in Weights.Skip(1))
        {
            difference = functional.avg_pool2d(difference, 2);
            total = total.Plus(difference.abs().mean().Times(weight));
        }

        return total.MoveToOuterDisposeScope();
    }
}
