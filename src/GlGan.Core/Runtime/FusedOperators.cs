using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Runtime;

/// <summary>
/// libtorch operators TorchSharp does not bind, reached through constant TorchScript texts. A text that does not compile ends the
/// process, so these are constants and every one has a test.
/// </summary>
internal sealed class FusedOperators : IDisposable
{
    private const string Source = """
        def adam(params: List[Tensor], grads: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor],
                 lr: float, beta1: float, beta2: float, eps: float):
            torch._foreach_add_(steps, 1)
            torch._fused_adam_(params, grads, means, squares, [], steps, lr=lr, beta1=beta1, beta2=beta2, weight_decay=0.0, eps=eps, amsgrad=False, maximize=False)

        def lerp(targets: List[Tensor], sources: List[Tensor], weight: float):
            torch._foreach_lerp_(targets, sources, weight)

        """;

    private readonly jit.CompilationUnit _unit = jit.compile(Source);

    /// <summary>One Adam step over all tensors: every list has one length; <paramref name="steps"/> are float32 scalars.</summary>
    internal void Adam(Tensor[] parameters, Tensor[] gradients, Tensor[] means, Tensor[] squares, Tensor[] steps, double lr, double beta1, double beta2, double eps)
    {
        using var gradient = no_grad();
        using Scalar rate = lr.ToScalar(), first = beta1.ToScalar(), second = beta2.ToScalar(), floor = eps.ToScalar();
        _unit.invoke("adam", parameters, gradients, means, squares, steps, rate, first, second, floor);
    }

    /// <summary><c>target += weight · (source − target)</c> for every pair.</summary>
    internal void Lerp(Tensor[] targets, Tensor[] sources, double weight)
    {
        using var gradient = no_grad();
        using var scalar = weight.ToScalar();
        _unit.invoke("lerp", targets, sources, scalar);
    }

    /// <inheritdoc/>
    public void Dispose() => _unit.Dispose();
}
