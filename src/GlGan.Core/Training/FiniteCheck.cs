using GlGan.Runtime;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Tells whether a step is safe to take. Reads one number, so it waits for the device. Gradients whose squares add up to more than their type can hold
/// (a length beyond 1.8e19 in float32) count as not finite.
/// </summary>
internal static class FiniteCheck
{
    /// <summary>Whether losses and gradients are free of NaN and infinity; all are borrowed, on one device.</summary>
    internal static bool Passes(FusedOperators operators, IEnumerable<Tensor> losses, IEnumerable<Parameter> parameters)
    {
        using var scope = NewDisposeScope();
        Tensor[] all = [.. losses.Select(loss => loss.detach()), .. GradientClipping.Gradients(parameters)];
        return all.Length == 0 || float.IsFinite(operators.Norm(all).ToSingle());
    }
}
