using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// The non-saturating logistic loss (Goodfellow et al., 2014; StyleGAN's): with r and f the logits of reals and fakes, D minimises
/// E[softplus(−r)] + E[softplus(f)], a sum, and G minimises E[softplus(−f)].
/// </summary>
public sealed class NonSaturatingLoss : IAdversarialLoss
{
    /// <inheritdoc/>
    public int Outputs => 1;

    /// <inheritdoc/>
    public Tensor Discriminator(Tensor real, Tensor fake)
    {
        PatchLogits.GuardPair(real, fake);
        using var scope = NewDisposeScope();
        return PatchLogits.LogisticLoss(real).Plus(PatchLogits.LogisticLoss(fake.neg())).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Generator(Tensor real, Tensor fake)
    {
        PatchLogits.Guard(fake);
        using var scope = NewDisposeScope();
        return PatchLogits.LogisticLoss(fake).MoveToOuterDisposeScope();
    }
}
