using GlGan.Tensors;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>The library's Adam and average.</summary>
internal sealed class LibraryOptimizer : IContender
{
    private readonly FusedOperators _operators = new();
    private readonly OptimizerRig _rig;
    private readonly FusedAdam _adam;
    private readonly ExponentialMovingAverage _average;
    private readonly Tensor _skip = zeros([], ScalarType.Float32);

    internal LibraryOptimizer(SpeedTask task)
    {
        _rig = new OptimizerRig(task);
        _adam = new FusedAdam(_operators, [.. _rig.Generator.named_parameters()]);
        _average = new ExponentialMovingAverage(_operators, _rig.Generator, _rig.Averaged, halfLifeImages: 10_000);
    }

    public void Run()
    {
        _rig.GiveGradients();
        _adam.Step(new AdamRates(2e-4, 0.5, 0.999), _skip);
        _average.Update(batch: 4, images: 1_000_000);
    }

    public void Dispose()
    {
        _skip.Dispose();
        _adam.Dispose();
        _rig.Dispose();
        _operators.Dispose();
    }
}
