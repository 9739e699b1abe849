using GlGan.Generators;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Baselines;

/// <summary>GP-Gen: the U-Net on the whole image.</summary>
internal sealed class PlainUNet : Module<Tensor, (Tensor Image, Tensor Features)>
{
    private readonly ModuleList<Sequential> _encoder = [];
    private readonly ModuleList<PlainResidual> _bottleneck = [];
    private readonly ModuleList<Sequential> _decoder = [];
    private readonly Conv2d _head;

    internal PlainUNet(GlobalGeneratorOptions options)
        : base(nameof(PlainUNet))
    {
        long Channels(int stage) => options.BaseChannels * Math.Min(1 << stage, 8);
        var last = options.Depth - 1;
        for (var stage = 0; stage <= last; stage++)
        {
            var before = stage == 0 ? 3 : Channels(stage - 1);
            _encoder.Add(Sequential(("first", PlainBlocks.Conv(before, Channels(stage), 3)), ("second", PlainBlocks.Conv(Channels(stage), Channels(stage), 3))));
        }

        for (var block = 0; block < options.BottleneckBlocks; block++) _bottleneck.Add(new PlainResidual(Channels(last), Channels(last), 3, 3));
        for (var stage = last - 1; stage >= 0; stage--)
        {
            var joined = Channels(stage + 1) + Channels(stage);
            _decoder.Add(Sequential(("first", PlainBlocks.Transposed(joined, Channels(stage))), ("second", PlainBlocks.Conv(Channels(stage), Channels(stage), 3))));
        }

        _head = Conv2d(options.BaseChannels, 3, 3, padding: 1);
        RegisterComponents();
    }

    public override (Tensor Image, Tensor Features) forward(Tensor input)
    {
        var skips = new Stack<Tensor>();
        var hidden = input;
        foreach (var stage in _encoder)
        {
            if (skips.Count > 0) hidden = functional.max_pool2d(hidden, 2);
            hidden = stage.call(hidden);
            skips.Push(hidden);
        }

        skips.Pop();
        foreach (var block in _bottleneck) hidden = block.call(hidden);
        foreach (var stage in _decoder)
        {
            hidden = functional.interpolate(hidden, scale_factor: [2, 2], mode: InterpolationMode.Nearest);
            hidden = stage.call(cat([hidden, skips.Pop()], 1));
        }

        return (_head.call(hidden).tanh(), hidden);
    }
}
