using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// The Wasserstein loss (Arjovsky et al., 2017): with r and f the scores of reals and fakes, D minimises E[f] − E[r], a sum, and G minimises −E[f].
/// Both may be negative. The discriminator must be kept Lipschitz: add <see cref="GradientPenalty"/>.
/// </summary>
public sealed class WassersteinLoss : IAdversarialLoss
{
    /// <inheritdoc/>
    public int Outputs => 1;

    /// <inheritdoc/>
    public Tensor Discriminator(Tensor real, Tensor fake)
    {
        PatchLogits.GuardPair(real, fake);
        using var scope = NewDisposeScope();
        return (fake.mean() - real.mean()).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Generator(Tensor real, Tensor fake)
    {
        PatchLogits.Guard(fake);
        using var scope = NewDisposeScope();
        return fake.mean().neg().MoveToOuterDisposeScope();
    }
}
