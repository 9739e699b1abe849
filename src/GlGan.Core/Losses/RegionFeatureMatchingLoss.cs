using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>
/// Region feature matching: the L1 distance between what GP-Gen's encoder sees in the regions of the fused image and in those of the target, averaged over
/// regions and encoder stages. Each stage's features are cut out at the region's place and size in its own resolution. The target's are constants, and
/// GP-Gen gets a gradient only by way of the image.
/// </summary>
public sealed class RegionFeatureMatchingLoss : IGeneratorLoss
{
    /// <inheritdoc/>
    public string Name => "region_feature_matching";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The context has no <see cref="GeneratorLossContext.GlobalEncoder"/>.</exception>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.GlobalEncoder is null)
        {
            throw new ArgumentException(
                $"The loss '{Name}' needs {nameof(GeneratorLossContext.GlobalEncoder)}: give it a {nameof(GlobalEncoderFeatures)} of GP-Gen.", nameof(context));
        }

        using var scope = NewDisposeScope();
        var (fake, real) = FeaturePair.Of(context.GlobalEncoder, context);
        var size = context.Target.shape[2];
        var distances =
            from stage in fake.Zip(real, (fake, real) => (Fake: fake, Real: real))
            from region in context.Output.LocalImages
            select Distance(stage.Fake, stage.Real, context.Input.Placement[region.Key], region.Value.shape, (double)stage.Fake.shape[2] / size);
        return distances.Aggregate((sum, next) => sum.Plus(next)).Times(1.0 / (fake.Count * context.Output.LocalImages.Count)).MoveToOuterDisposeScope();
    }

    private static Tensor Distance(Tensor fake, Tensor real, Tensor centers, long[] box, double scale)
    {
        // Pixel centres are at integers: image pixel x lies at (x + ½) · scale − ½ of the features.
        var at = centers.Plus(0.5).Times(scale).Minus(0.5);
        var (height, width) = (Side(box[2]), Side(box[3]));
        return functional.l1_loss(RegionCanvas.Crop(fake, at, height, width), RegionCanvas.Crop(real, at, height, width));

        int Side(long pixels) => Math.Max(1, (int)Math.Round(pixels * scale));
    }
}
