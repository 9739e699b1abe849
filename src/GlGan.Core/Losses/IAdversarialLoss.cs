using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// The game between generator and discriminator, on the logits of one PatchGAN. Scales and discriminators are summed by the trainer.
/// Each loss says whether its discriminator's part is the sum of the terms for reals and fakes or their mean: the scale of the other weights depends on it.
/// </summary>
/// <remarks>
/// If you write your own: TorchSharp's operators and methods that take a number (<c>x * 2</c>, <c>x + y</c>, <c>1 - x</c>, <c>x.add(y)</c>,
/// <c>x.pow(2)</c>) wrap it in a <c>Scalar</c> that a garbage collection during the call can free, which throws or computes with garbage, once in many
/// thousand steps (<c>docs/decisions/0006-scalars.md</c>). Hold it yourself: <c>using var two = 2.0.ToScalar(); var doubled = x.mul(two);</c>, and
/// <c>x.add(y, one)</c> for a sum.
/// </remarks>
public interface IAdversarialLoss
{
    /// <summary>Values per patch the discriminators must give: 1 logit or 2 classes.</summary>
    int Outputs { get; }

    /// <summary>What the discriminator minimises.</summary>
    /// <param name="real">Logits of real images, <c>[N, Outputs, h, w]</c>.</param>
    /// <param name="fake">Logits of synthesised images, <c>[N, Outputs, h, w]</c>.</param>
    /// <returns>A scalar; the caller disposes it.</returns>
    Tensor Discriminator(Tensor real, Tensor fake);

    /// <summary>What the generator minimises.</summary>
    /// <param name="real">Logits of real images, <c>[N, Outputs, h, w]</c>.</param>
    /// <param name="fake">Logits of synthesised images, <c>[N, Outputs, h, w]</c>.</param>
    /// <returns>A scalar; the caller disposes it.</returns>
    Tensor Generator(Tensor real, Tensor fake);
}
