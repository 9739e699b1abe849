using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>R2 (Mescheder et al., 2018; R3GAN's): as <see cref="R1Penalty"/>, over fakes.</summary>
public sealed class R2Penalty : IDiscriminatorPenalty
{
    /// <summary>Creates the penalty.</summary>
    /// <param name="gamma">γ, not negative: see <see cref="R1Penalty"/>.</param>
    /// <param name="interval">Steps from one use to the next, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public R2Penalty(double gamma, int interval = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        Gamma = LossWeights.Valid(gamma);
        Interval = interval;
    }

    /// <summary>γ.</summary>
    public double Gamma { get; }

    /// <inheritdoc/>
    public string Name => "r2";

    /// <inheritdoc/>
    public int Interval { get; }

    /// <inheritdoc/>
    public Tensor Compute(DiscriminatorPenaltyContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        using var scope = NewDisposeScope();
        return ImageGradient.SquaredNorms(context.Discriminator, context.Fake).mean().Times(Gamma / 2).MoveToOuterDisposeScope();
    }
}
