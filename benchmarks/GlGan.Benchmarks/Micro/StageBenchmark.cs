using BenchmarkDotNet.Attributes;
using GlGan.Benchmarks.Scenarios;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Micro;

/// <summary>The residual stages of LP-Gen, and the stages of the U-Net's encoder, bottleneck and decoder, each on what it gets in a forward of the whole generator.</summary>
public class StageBenchmark : NetworkBenchmark
{
    [ParamsSource(nameof(Stages))]
    public string Stage { get; set; } = "stages.0";

    public static IEnumerable<string> Stages =>
    [
        .. Numbered("stages", 4), .. Numbered("encoder", Options.Global.Depth), .. Numbered("bottleneck", Options.Global.BottleneckBlocks), .. Numbered("decoder", Options.Global.Depth - 1),
    ];

    protected override void Prepare()
    {
        var (library, plain) = Networks();
        var local = Stage.StartsWith("stages", StringComparison.Ordinal);
        var ours = Part(local ? library.Local.First().Value : library.Global!, Stage);
        var theirs = Part(local ? plain.Local[0] : plain.Global, "_" + Stage);
        var input = Own(InputOf(theirs, plain));
        input.requires_grad = Backward;
        Compare(() => [ours.call(input)], () => [theirs.call(input)], Backward);
    }

    private static IEnumerable<string> Numbered(string name, int count) => Enumerable.Range(0, count).Select(i => $"{name}.{i}");

    private static Module<Tensor, Tensor> Part(Module network, string name) => (Module<Tensor, Tensor>)network.named_modules().Single(entry => entry.name == name).module;

    private static Tensor InputOf(Module<Tensor, Tensor> part, Baselines.PlainGenerator generator)
    {
        Tensor? seen = null;
        var hook = part.register_forward_pre_hook((_, input) => (seen = input.clone().DetachFromDisposeScope()).alias());
        using var input = RandomInput.Create(Options, Batch, seed: 3);
        using (NewDisposeScope())
        using (no_grad()) generator.call(input);
        hook.remove();
        return seen!;
    }
}
