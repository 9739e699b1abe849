using System.Runtime.CompilerServices;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>What the losses on one logit per patch share.</summary>
internal static class PatchLogits
{
    /// <summary>Throws unless there is one logit per patch.</summary>
    internal static void Guard(Tensor logits, [CallerArgumentExpression(nameof(logits))] string argument = "") =>
        TensorGuard.Shape(logits, [TensorGuard.Any, 1, TensorGuard.Any, TensorGuard.Any], argument);

    /// <summary>Throws unless both have one logit per patch and one shape.</summary>
    internal static void GuardPair(Tensor real, Tensor fake)
    {
        Guard(real);
        TensorGuard.SameShape(fake, real);
    }

    /// <summary>
    /// Mean of <c>softplus(−x) = ln(1 + e^−x)</c>, the logistic loss of calling x real. By log-sigmoid, which overflows nowhere and, unlike libtorch's
    /// softplus, is not cut to its asymptote.
    /// </summary>
    internal static Tensor LogisticLoss(Tensor logits) => logits.log_sigmoid().mean().neg();
}
