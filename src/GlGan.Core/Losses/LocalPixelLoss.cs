using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>Mean absolute difference between each LP-Gen's image and the target at the region's place, averaged over regions.</summary>
public sealed class LocalPixelLoss : IGeneratorLoss
{
    /// <inheritdoc/>
    public string Name => "local_pixel";

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The generator has no LP-Gens.</exception>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        var local = context.Output.LocalImages;
        if (local.Count == 0) throw new InvalidOperationException($"The loss '{Name}' needs a generator with LP-Gens: leave it out of the objective.");
        var differences = local.Select(image => Difference(image.Value, context.Target, context.Input.Placement[image.Key], $"context.Output.LocalImages[\"{image.Key}\"]"));
        return differences.Aggregate((sum, next) => sum.Plus(next)).Times(1.0 / local.Count).MoveToOuterDisposeScope();
    }

    private static Tensor Difference(Tensor image, Tensor target, Tensor centers, string argument)
    {
        var crop = RegionCanvas.Crop(target, centers, (int)image.shape[2], (int)image.shape[3]);
        TensorGuard.SameShape(image, crop, argument);
        return functional.l1_loss(image, crop);
    }
}
