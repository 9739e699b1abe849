using GlGan.Generators;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>A generator with gradients at hand, and a second one to average it in.</summary>
internal sealed class OptimizerRig : IDisposable
{
    private readonly Tensor[] _gradients;

    internal OptimizerRig(SpeedTask task)
    {
        Generator = new GlGanGenerator(task.Preset.Generator, seed: 1);
        Averaged = (GlGanGenerator)Generator.CreateTwin();
        Parameters = [.. Generator.parameters()];
        _gradients = [.. Parameters.Select(parameter => randn_like(parameter, requires_grad: false))];
    }

    internal GlGanGenerator Generator { get; }

    internal GlGanGenerator Averaged { get; }

    internal Parameter[] Parameters { get; }

    /// <summary>Gives every parameter its gradient, as a backward does.</summary>
    internal void GiveGradients()
    {
        for (var i = 0; i < Parameters.Length; i++) Parameters[i].grad = _gradients[i];
    }

    public void Dispose()
    {
        foreach (var gradient in _gradients) gradient.Dispose();
        Averaged.Dispose();
        Generator.Dispose();
    }
}
