using BenchmarkDotNet.Attributes;
using GlGan.Generators;
using GlGan.Native;
using GlGan.Tensors;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Micro;

/// <summary>The hot paths of the generator of <c>small</c>, forward and forward with backward: the U-Net and one residual pathway.</summary>
public class GeneratorBenchmark
{
    private const int BatchSize = 8;

    private GlGanGenerator _generator = null!;
    private Tensor _image = null!;
    private Tensor _crop = null!;

    /// <summary>Memory layout of the weights, which the activations follow.</summary>
    [Params(false, true)]
    public bool ChannelsLast { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        TorchRuntime.EnsureLoaded();
        set_num_threads(Environment.ProcessorCount);
        var options = GlGanPreset.Small.Generator;
        _generator = new GlGanGenerator(options);
        if (ChannelsLast) Layers.ChannelsLast.Apply(_generator);
        var (width, height) = options.Regions[0].PixelSize(options.ImageSize);
        _image = rand(BatchSize, 3, options.ImageSize, options.ImageSize);
        _crop = rand(BatchSize, 3, height, width);
    }

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public void UNetForward()
    {
        using var scope = new TensorScope();
        using var gradient = no_grad();
        _generator.Global!.call(_image);
    }

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public void UNetForwardBackward()
    {
        using var scope = new TensorScope();
        _generator.Global!.call(_image).Image.mean().backward();
    }

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public void ResidualForward()
    {
        using var scope = new TensorScope();
        using var gradient = no_grad();
        Pathway.call(_crop);
    }

    [Benchmark(OperationsPerInvoke = BatchSize)]
    public void ResidualForwardBackward()
    {
        using var scope = new TensorScope();
        Pathway.call(_crop).Image.mean().backward();
    }

    private LocalGenerator Pathway => _generator.Local.Values.First();

    [GlobalCleanup]
    public void Cleanup()
    {
        _generator.Dispose();
        _image.Dispose();
        _crop.Dispose();
    }
}
