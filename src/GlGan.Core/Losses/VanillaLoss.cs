using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// Binary cross-entropy on logits with one-sided label smoothing (Goodfellow et al., 2014; Salimans et al., 2016): with r and f the logits of reals and
/// fakes and y the label of a real, D minimises E[BCE(r, y)] + E[BCE(f, 0)], a sum as in TP-GAN's code, and G minimises E[BCE(f, y)], which smooths
/// the generator's target too. pix2pix's vanilla loss is y = 1 and half of this D loss.
/// </summary>
public sealed class VanillaLoss : IAdversarialLoss
{
    /// <summary>Creates the loss.</summary>
    /// <param name="realLabel">Label of a real image, in (0.5, 1]; 0.9, the default, is TP-GAN's, and 1 turns the smoothing off.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label is not in that range.</exception>
    public VanillaLoss(double realLabel = 0.9)
    {
        if (realLabel is not (> 0.5 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(realLabel), realLabel, "The label of a real image must be in (0.5, 1].");
        RealLabel = realLabel;
    }

    /// <summary>Label of a real image.</summary>
    public double RealLabel { get; }

    /// <inheritdoc/>
    public int Outputs => 1;

    /// <inheritdoc/>
    public Tensor Discriminator(Tensor real, Tensor fake)
    {
        PatchLogits.GuardPair(real, fake);
        using var scope = NewDisposeScope();
        return CallingReal(real).Plus(PatchLogits.LogisticLoss(fake.neg())).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Generator(Tensor real, Tensor fake)
    {
        PatchLogits.Guard(fake);
        using var scope = NewDisposeScope();
        return CallingReal(fake).MoveToOuterDisposeScope();
    }

    // BCE(x, y) = y softplus(−x) + (1 − y) softplus(x), and softplus(x) = softplus(−x) + x.
    private Tensor CallingReal(Tensor logits) => PatchLogits.LogisticLoss(logits).Plus(logits.mean().Times(1 - RealLabel));
}
