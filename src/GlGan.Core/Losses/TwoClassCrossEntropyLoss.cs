using System.Runtime.CompilerServices;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Losses;

/// <summary>
/// Softmax cross-entropy over the classes real (0) and fake (1), averaged over patches. The discriminator's loss is the mean of its
/// loss on reals and on fakes; the generator wants its fakes called real.
/// </summary>
public sealed class TwoClassCrossEntropyLoss : IAdversarialLoss
{
    private const int Real = 0;
    private const int Fake = 1;

    /// <inheritdoc/>
    public int Outputs => 2;

    /// <inheritdoc/>
    public Tensor Discriminator(Tensor real, Tensor fake)
    {
        using var scope = NewDisposeScope();
        return Surprise(real, Real).Plus(Surprise(fake, Fake)).Times(0.5).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public Tensor Generator(Tensor real, Tensor fake) => Surprise(fake, Real);

    private static Tensor Surprise(Tensor logits, int label, [CallerArgumentExpression(nameof(logits))] string argument = "")
    {
        TensorGuard.Shape(logits, [TensorGuard.Any, 2, TensorGuard.Any, TensorGuard.Any], argument);
        using var scope = NewDisposeScope();
        return functional.log_softmax(logits, 1).select(1, label).mean().neg().MoveToOuterDisposeScope();
    }
}
