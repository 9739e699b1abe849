using GlGan.Generators;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Baselines;

/// <summary>LP-Gen: the residual network on one region, at native size.</summary>
internal sealed class PlainLocal : Module<Tensor, (Tensor Features, Tensor Image)>
{
    private readonly Sequential _stem;
    private readonly ModuleList<PlainResidual> _stages;
    private readonly Conv2d _expand;
    private readonly Sequential _merge;
    private readonly Conv2d _head;

    internal PlainLocal(LocalGeneratorOptions options)
        : base(nameof(PlainLocal))
    {
        long stage = options.BaseChannels, features = 4 * stage;
        _stem = PlainBlocks.Conv(3, stage, 3);
        _stages = ModuleList<PlainResidual>(new(stage, stage, 3, 3, 3, 3), new(stage, stage, 3, 5, 3), new(stage, stage, 3, 5, 7), new(stage, stage, 3, 5, 7));
        _expand = Conv2d(features, features, 1);
        _merge = Sequential(("0", PlainBlocks.ConvOnly(features + stage, features, 3)), ("1", PlainBlocks.ConvOnly(features, features, 5)));
        _head = Conv2d(features, 3, 1);
        RegisterComponents();
    }

    public override (Tensor Features, Tensor Image) forward(Tensor input)
    {
        var fine = _stem.call(input);
        var hidden = functional.max_pool2d(fine, 2);
        var outputs = new List<Tensor>();
        foreach (var stage in _stages)
        {
            hidden = stage.call(hidden);
            outputs.Add(hidden);
        }

        var coarse = functional.interpolate(_expand.call(cat(outputs, 1)), scale_factor: [2, 2], mode: InterpolationMode.Nearest);
        var features = _merge.call(cat([coarse, fine], 1));
        return (features, _head.call(features).tanh());
    }
}
