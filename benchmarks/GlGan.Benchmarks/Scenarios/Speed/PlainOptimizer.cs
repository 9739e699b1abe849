using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>TorchSharp's Adam, and the average as a loop over parameters.</summary>
internal sealed class PlainOptimizer : IContender
{
    private const double Decay = 0.9997;

    private readonly OptimizerRig _rig;
    private readonly optim.Optimizer _adam;

    internal PlainOptimizer(SpeedTask task)
    {
        _rig = new OptimizerRig(task);
        _adam = optim.Adam(_rig.Parameters, 2e-4, 0.5, 0.999);
    }

    public void Run()
    {
        using var scope = NewDisposeScope();
        _rig.GiveGradients();
        _adam.step();
        using var gradient = no_grad();
        foreach (var (average, parameter) in _rig.Averaged.parameters().Zip(_rig.Parameters)) average.mul_(Decay).add_(parameter, 1 - Decay);
        foreach (var (average, buffer) in _rig.Averaged.buffers().Zip(_rig.Generator.buffers())) average.copy_(buffer);
    }

    public void Dispose()
    {
        _adam.Dispose();
        _rig.Dispose();
    }
}
