using GlGan.Runtime;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>Limits gradients in place, on their device: nothing waits for it. Parameters without a gradient do not count.</summary>
internal static class GradientClipping
{
    /// <summary>Scales all gradients by one factor so that their common length is at most <paramref name="largest"/>, as PyTorch's <c>clip_grad_norm_</c>.</summary>
    /// <returns>The length before, a scalar; the caller disposes it. It is finite only if all gradients are.</returns>
    internal static Tensor ByNorm(FusedOperators operators, IEnumerable<Parameter> parameters, double largest)
    {
        using var scope = NewDisposeScope();
        var gradients = Gradients(parameters);
        return (gradients.Length == 0 ? zeros([]) : operators.Shorten(gradients, largest)).MoveToOuterDisposeScope();
    }

    /// <summary>Clamps every element of the gradients to <c>[-largest, largest]</c>.</summary>
    internal static void ByValue(FusedOperators operators, IEnumerable<Parameter> parameters, double largest)
    {
        using var scope = NewDisposeScope();
        var gradients = Gradients(parameters);
        if (gradients.Length > 0) operators.Clamp(gradients, largest);
    }

    /// <summary>The gradients there are, as wrappers that belong to the current scope.</summary>
    internal static Tensor[] Gradients(IEnumerable<Parameter> parameters) => [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];
}
