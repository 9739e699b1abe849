using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// R1 (Mescheder et al., 2018; StyleGAN's): <c>γ/2 · E[‖∇D(x)‖²]</c> over reals x, the square summed over channels and pixels, the mean over the batch.
/// D is the discriminator's score of an image: the mean over patches of each output, summed over outputs; of two classes, real minus fake.
/// </summary>
/// <remarks>The gradient of one image is what it says only in a discriminator without batch normalisation.</remarks>
public sealed class R1Penalty : IDiscriminatorPenalty
{
    /// <summary>Creates the penalty.</summary>
    /// <param name="gamma">
    /// γ, not negative. It grows with the number of pixels; StyleGAN2-ADA starts its search at 0.0002 · S² / batch. Patches are averaged, which makes
    /// gradients smaller than those of one logit per image: expect to need more.
    /// </param>
    /// <param name="interval">Steps from one use to the next, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public R1Penalty(double gamma, int interval = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        Gamma = LossWeights.Valid(gamma);
        Interval = interval;
    }

    /// <summary>γ.</summary>
    public double Gamma { get; }

    /// <inheritdoc/>
    public string Name => "r1";

    /// <inheritdoc/>
    public int Interval { get; }

    /// <inheritdoc/>
    public Tensor Compute(DiscriminatorPenaltyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        return ImageGradient.SquaredNorms(context.Discriminator, context.Real).mean().Times(Gamma / 2).MoveToOuterDisposeScope();
    }
}
