using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>LSGAN (Mao et al., 2017) in pix2pixHD's scaling: D minimises ½((r − 1)² + f²), G minimises (f − 1)², averaged over patches.</summary>
public sealed class LeastSquaresLoss : IAdversarialLoss
{
    /// <inheritdoc/>
    public int Outputs => 1;

    /// <inheritdoc/>
    public Tensor Discriminator(Tensor real, Tensor fake)
    {
        PatchLogits.GuardPair(real, fake);
        using var scope = NewDisposeScope();
        return real.Minus(1).Squared().mean().Plus(fake.Squared().mean()).Times(0.5).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Generator(Tensor real, Tensor fake)
    {
        PatchLogits.Guard(fake);
        using var scope = NewDisposeScope();
        return fake.Minus(1).Squared().mean().MoveToOuterDisposeScope();
    }
}
