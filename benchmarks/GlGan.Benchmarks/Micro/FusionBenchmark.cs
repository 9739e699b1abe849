using GlGan.Benchmarks.Scenarios;
using GlGan.Generators;
using static TorchSharp.torch;

namespace GlGan.Benchmarks.Micro;

/// <summary>Fusion: the regions reduced, placed and merged, and the network that makes the image of them and of GP-Gen's features.</summary>
public class FusionBenchmark : NetworkBenchmark
{
    protected override void Prepare()
    {
        var (library, plain) = Networks();
        var input = Own(RandomInput.Create(Options, Batch, seed: 3));
        var global = (Image: Noise(Own(input.Global.alias())), Features: Noise(Random(Options.Global.BaseChannels, Options.ImageSize, Options.ImageSize)));
        var local = input.Local.ToDictionary(
            crop => crop.Key, crop => (Features: Noise(Random(Options.Local.FeatureChannels, crop.Value.shape[2], crop.Value.shape[3])), Image: Noise(Own(crop.Value.alias()))));
        var read = new FusionInput(Options.ImageSize, global, local, input.Placement);
        var fusion = (FusionNetwork)library.Fusion;
        Compare(
            () => [fusion.call(read).Head.tanh()],
            () => [plain.Fusion.call(global, [.. local.Values], [.. Options.Regions.Select(region => input.Placement[region.Name])]).Image],
            Backward);

        Tensor Random(long channels, long height, long width) => Own(rand(Batch, channels, height, width));
        Tensor Noise(Tensor tensor) => tensor.requires_grad_(Backward);
    }
}
