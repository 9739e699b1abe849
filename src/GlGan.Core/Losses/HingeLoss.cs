using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// The hinge loss (Lim and Ye, 2017; SPADE's): with r and f the logits of reals and fakes, D minimises E[max(0, 1 − r)] + E[max(0, 1 + f)], a sum, and
/// G minimises −E[f], which may be negative.
/// </summary>
public sealed class HingeLoss : IAdversarialLoss
{
    /// <inheritdoc/>
    public int Outputs => 1;

    /// <inheritdoc/>
    public Tensor Discriminator(Tensor real, Tensor fake)
    {
        PatchLogits.GuardPair(real, fake);
        using var scope = NewDisposeScope();
        return real.neg().Plus(1).relu().mean().Plus(fake.Plus(1).relu().mean()).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Generator(Tensor real, Tensor fake)
    {
        PatchLogits.Guard(fake);
        using var scope = NewDisposeScope();
        return fake.mean().neg().MoveToOuterDisposeScope();
    }
}
