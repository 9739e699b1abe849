using BenchmarkDotNet.Attributes;
using GlGan.Benchmarks.Scenarios;
using GlGan.Training;

namespace GlGan.Benchmarks.Micro;

/// <summary>One update of a generator's weights by Adam, and of their average.</summary>
public class OptimizerBenchmark : PairBenchmark
{
    [Params("small", "standard")]
    public string Preset { get; set; } = "small";

    protected override void Prepare()
    {
        var task = new SpeedTask("optimiser", GlGanPreset.Named(Preset), Batch: 4, Environment.ProcessorCount);
        Compare(Own(new LibraryOptimizer(task)).Run, Own(new PlainOptimizer(task)).Run);
    }
}
