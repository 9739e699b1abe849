using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tensors;

/// <summary>
/// libtorch operators TorchSharp does not bind, reached through constant TorchScript texts. A text that does not compile ends the
/// process, so these are constants and every one has a test.
/// </summary>
internal class FusedOperators : IDisposable
{
    private const string Source = """
        def adam(params: List[Tensor], grads: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor],
                 skip: Tensor, lr: float, beta1: float, beta2: float, eps: float):
            torch._foreach_add_(steps, 1 - skip)
            torch._fused_adam_(params, grads, means, squares, [], steps, lr=lr, beta1=beta1, beta2=beta2, weight_decay=0.0, eps=eps, amsgrad=False, maximize=False, found_inf=skip)

        def lerp(targets: List[Tensor], sources: List[Tensor], weight: float):
            torch._foreach_lerp_(targets, sources, weight)

        def copy(targets: List[Tensor], sources: List[Tensor]):
            torch._foreach_copy_(targets, sources)

        def norm(tensors: List[Tensor]):
            return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(tensors, 2)))

        def clip_gradient_norm(tensors: List[Tensor], largest: float):
            length = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(tensors, 2)))
            torch._foreach_mul_(tensors, torch.clamp(largest / (length + 1e-6), max=1.0))
            return length

        """;

    private readonly jit.CompilationUnit _unit = jit.compile(Source);

    /// <summary>
    /// One Adam step over all tensors: every list has one length; <paramref name="steps"/> are float32 scalars, and so is <paramref name="skip"/>,
    /// where 1 leaves everything as it is.
    /// </summary>
    internal virtual void Adam(
        Tensor[] parameters, Tensor[] gradients, Tensor[] means, Tensor[] squares, Tensor[] steps, Tensor skip, double lr, double beta1, double beta2, double eps)
    {
        using var gradient = no_grad();
        using Scalar rate = lr.ToScalar(), first = beta1.ToScalar(), second = beta2.ToScalar(), floor = eps.ToScalar();
        _unit.invoke("adam", parameters, gradients, means, squares, steps, skip, rate, first, second, floor);
    }

    /// <summary><c>target += weight · (source − target)</c> for every pair.</summary>
    internal void Lerp(Tensor[] targets, Tensor[] sources, double weight)
    {
        using var gradient = no_grad();
        using var scalar = weight.ToScalar();
        _unit.invoke("lerp", targets, sources, scalar);
    }

    /// <summary>Copies every source into its target; in each list all have one type.</summary>
    internal void Copy(Tensor[] targets, Tensor[] sources)
    {
        using var gradient = no_grad();
        _unit.invoke("copy", targets, sources);
    }

    /// <summary>The length of all tensors taken as one vector; a fresh scalar on their device.</summary>
    internal Tensor Norm(Tensor[] tensors)
    {
        using var gradient = no_grad();
        return _unit.invoke<Tensor>("norm", [tensors]);
    }

    /// <summary>Scales all tensors by one factor so that their <see cref="Norm"/> is at most <paramref name="largest"/>; returns what it was.</summary>
    internal Tensor ClipGradientNorm(Tensor[] tensors, double largest)
    {
        using var gradient = no_grad();
        using var scalar = largest.ToScalar();
        return _unit.invoke<Tensor>("clip_gradient_norm", tensors, scalar);
    }

    /// <inheritdoc/>
    public void Dispose() => _unit.Dispose();
}
