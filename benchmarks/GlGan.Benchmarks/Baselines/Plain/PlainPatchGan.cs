using GlGan.Discriminators;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Baselines;

/// <summary>One PatchGAN.</summary>
internal sealed class PlainPatchGan : Module<Tensor, PlainPatches>
{
    private readonly ModuleList<Sequential> _layers = [];
    private readonly Conv2d _output;

    internal PlainPatchGan(PatchDiscriminatorOptions options)
        : base(nameof(PlainPatchGan))
    {
        long Channels(int layer) => options.BaseChannels * Math.Min(1 << layer, 8);
        for (var layer = 0; layer <= options.Layers; layer++)
        {
            var before = layer == 0 ? (options.Conditional ? 6 : 3) : Channels(layer - 1);
            _layers.Add(PlainBlocks.Patch(before, Channels(layer), layer == options.Layers ? 1 : 2, options.Padding, first: layer == 0));
        }

        _output = Conv2d(Channels(options.Layers), options.Outputs, 4, padding: options.Padding);
        RegisterComponents();
    }

    public override PlainPatches forward(Tensor input)
    {
        var features = new List<Tensor>();
        foreach (var layer in _layers) features.Add(layer.call(features.Count == 0 ? input : features[^1]));
        return new PlainPatches(_output.call(features[^1]), features);
    }
}
