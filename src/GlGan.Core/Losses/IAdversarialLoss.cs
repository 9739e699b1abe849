using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>The game between generator and discriminator, on the logits of one PatchGAN. Scales and discriminators are summed by the trainer.</summary>
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
