using GlGan.Generators;
using GlGan.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Benchmarks.Baselines;

/// <summary>Puts the regions onto the canvas, features by their masked maximum and images by their masked mean, and fuses them with GP-Gen's.</summary>
internal sealed class PlainFusion : Module<(Tensor Image, Tensor Features), IReadOnlyList<(Tensor Features, Tensor Image)>, IReadOnlyList<Tensor>, (Tensor Image, Tensor Canvas)>
{
    private readonly ModuleList<Conv2d> _reduce = [];
    private readonly Sequential _blocks;
    private readonly Conv2d _head;

    internal PlainFusion(GlGanGeneratorOptions options)
        : base(nameof(PlainFusion))
    {
        long channels = options.Fusion.Channels;
        foreach (var _ in options.Regions) _reduce.Add(Conv2d(4 * options.Local.BaseChannels, channels, 1));
        _blocks = Sequential(
            ("0", new PlainResidual(channels + 3 + options.Global.BaseChannels + 3, channels, 3, 3)),
            ("1", new PlainResidual(channels, channels, 3, 3)));
        _head = Conv2d(channels, 3, 3, padding: 1);
        RegisterComponents();
    }

    /// <summary>Fuses.</summary>
    /// <param name="global">What GP-Gen made.</param>
    /// <param name="local">What the LP-Gens made, in the order of the regions.</param>
    /// <param name="placement">Centres of the regions, <c>[N, 2]</c>.</param>
    public override (Tensor Image, Tensor Canvas) forward(
        (Tensor Image, Tensor Features) global, IReadOnlyList<(Tensor Features, Tensor Image)> local, IReadOnlyList<Tensor> placement)
    {
        var size = (int)global.Image.shape[2];
        List<Tensor> features = [], images = [], masks = [];
        for (var i = 0; i < local.Count; i++)
        {
            var reduced = _reduce[i].call(local[i].Features);
            var normalized = reduced * rsqrt(reduced.pow(2).mean([1], keepdim: true) + 1e-2);
            features.Add(RegionCanvas.Place(normalized, placement[i], size));
            images.Add(RegionCanvas.Place(local[i].Image, placement[i], size));
            masks.Add(RegionCanvas.Mask(placement[i], (int)local[i].Image.shape[2], (int)local[i].Image.shape[3], size, ScalarType.Float32));
        }

        var union = masks.Aggregate(maximum);
        var highest = features.Zip(masks, (feature, mask) => feature.masked_fill(mask <= 0, double.NegativeInfinity)).Aggregate(maximum);
        var merged = highest.masked_fill(union <= 0, 0) * union;

        var weight = masks.Aggregate((sum, mask) => sum + mask);
        var blended = images.Zip(masks, (image, mask) => image * mask).Aggregate((sum, image) => sum + image);
        var canvas = blended * (union / weight.masked_fill(weight <= 0, 1));

        var hidden = _blocks.call(cat([merged, canvas, global.Features, global.Image], 1));
        return (_head.call(hidden).tanh(), canvas);
    }
}
