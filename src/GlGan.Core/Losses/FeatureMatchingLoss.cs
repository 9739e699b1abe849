using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>
/// Discriminator feature matching as in pix2pixHD: <c>Σ_scales Σ_layers (1 / scales) · (4 / layers) · distance(fake, real)</c>, logits excluded, summed over
/// discriminators. The reals' features are constants. The customary weight is 10.
/// </summary>
/// <param name="distance">How features are compared; pix2pixHD takes L1, the default.</param>
public sealed class FeatureMatchingLoss(FeatureDistance distance = FeatureDistance.L1) : IGeneratorLoss
{
    /// <summary>How features are compared.</summary>
    public FeatureDistance Distance { get; } = distance;

    /// <inheritdoc/>
    public string Name => "feature_matching";

    /// <inheritdoc/>
    public Tensor Compute(GeneratorLossContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        var total = zeros([], context.Output.Image.dtype, context.Output.Image.device);
        foreach (var judgement in context.Judgements)
        {
            foreach (var (real, fake) in judgement.Real.Zip(judgement.Fake))
            {
                var weight = 4.0 / (judgement.Real.Count * real.Features.Count);
                foreach (var (realFeature, fakeFeature) in real.Features.Zip(fake.Features))
                {
                    TensorGuard.SameShape(fakeFeature, realFeature);
                    total = total.Plus(Difference(fakeFeature, realFeature.detach()).Times(weight));
                }
            }
        }

        return total.MoveToOuterDisposeScope();
    }

    private Tensor Difference(Tensor fake, Tensor real)
    {
        var precise = fake.dtype.Precise();
        (fake, real) = (fake.As(precise), real.As(precise));
        return Distance == FeatureDistance.L1 ? functional.l1_loss(fake, real) : functional.mse_loss(fake, real);
    }
}
