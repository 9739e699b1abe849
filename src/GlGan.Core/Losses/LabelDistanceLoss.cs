using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// Mean distance between prediction and label, |sigmoid(logit) − label| with label 1 for real and 0 for fake: with r and f the logits of reals and fakes,
/// D minimises ½ (E[sigmoid(−r)] + E[sigmoid(f)]), the mean of its loss on reals and on fakes, and G minimises E[sigmoid(−f)].
/// All values are in [0, 1]. Gradients vanish where a prediction is certain, right or wrong.
/// </summary>
public sealed class LabelDistanceLoss : IAdversarialLoss
{
    /// <inheritdoc/>
    public int Outputs => 1;

    /// <inheritdoc/>
    public Tensor Discriminator(Tensor real, Tensor fake)
    {
        PatchLogits.GuardPair(real, fake);
        using var scope = NewDisposeScope();
        return FromReal(real).Plus(FromReal(fake.neg())).Times(0.5).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Generator(Tensor real, Tensor fake)
    {
        PatchLogits.Guard(fake);
        using var scope = NewDisposeScope();
        return FromReal(fake).MoveToOuterDisposeScope();
    }

    // 1 − sigmoid(x) without the cancellation; the distance from label 0, sigmoid(x), is this of −x.
    private static Tensor FromReal(Tensor logits) => logits.neg().sigmoid().mean();
}
