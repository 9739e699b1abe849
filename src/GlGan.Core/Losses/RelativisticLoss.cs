using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// The relativistic pairing loss RpGAN (Jolicoeur-Martineau, 2019; R3GAN's): with r and f the logits of a real and of the fake beside it in the batch,
/// D minimises E[softplus(−(r − f))] and G minimises E[softplus(−(f − r))], one mean over pairs of patches. R3GAN adds <see cref="R1Penalty"/> and
/// <see cref="R2Penalty"/>. No gradient of the generator's loss flows through the reals.
/// </summary>
public sealed class RelativisticLoss : IAdversarialLoss
{
    /// <inheritdoc/>
    public int Outputs => 1;

    /// <inheritdoc/>
    public Tensor Discriminator(Tensor real, Tensor fake)
    {
        PatchLogits.GuardPair(real, fake);
        using var scope = NewDisposeScope();
        return PatchLogits.LogisticLoss(real - fake).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Generator(Tensor real, Tensor fake)
    {
        PatchLogits.GuardPair(real, fake);
        using var scope = NewDisposeScope();
        return PatchLogits.LogisticLoss(fake - real.detach()).MoveToOuterDisposeScope();
    }
}
