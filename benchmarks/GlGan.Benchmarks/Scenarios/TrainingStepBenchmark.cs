using BenchmarkDotNet.Attributes;
using GlGan.Batches;
using GlGan.Discriminators;
using GlGan.Generators;
using GlGan.Pairs;
using GlGan.Rendering;
using GlGan.Training;
using TorchSharp;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Steps of the whole loop on synthetic faces: data, generator, discriminators, optimisers, average. The time is per image.</summary>
public class TrainingStepBenchmark
{
    private const int BatchSize = 16;
    private const int Steps = 2;

    private GlGanGenerator _generator = null!;
    private IReadOnlyList<Discriminator> _discriminators = null!;
    private BatchLoader _loader = null!;
    private LoaderBatchSource _batches = null!;

    [Params("tiny", "small")]
    public string Preset { get; set; } = "small";

    [GlobalSetup]
    public void Setup()
    {
        var preset = GlGanPreset.Named(Preset);
        _generator = new GlGanGenerator(preset.Generator);
        _discriminators = preset.Discriminators.Create(preset.Generator.Regions);
        _loader = new BatchLoader(new FrontalViewTask(new SyntheticFaces(seed: 1), new() { ImageSize = preset.Generator.ImageSize }), new() { BatchSize = BatchSize });
        _batches = new LoaderBatchSource(_loader, torch.CPU);
    }

    [Benchmark(OperationsPerInvoke = Steps * BatchSize)]
    public TrainingResult Train()
    {
        using var trainer = new GanTrainer(_generator, _discriminators, new() { Phases = [new("joint", TrainedNetworks.All, Steps * BatchSize)] });
        return trainer.Train(_batches);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _loader.Dispose();
        foreach (var discriminator in _discriminators) discriminator.Dispose();
        _generator.Dispose();
    }
}
