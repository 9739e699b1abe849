using GlGan.Faces;
using GlGan.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Generators;

/// <summary>Merges GP-Gen's and the LP-Gens' features and images into the final image. Keys: <c>reduce.REGION</c>, <c>blocks.I</c>, <c>head</c>.</summary>
internal sealed class FusionNetwork : Network<FusionInput, (Tensor Image, Tensor LocalCanvas)>
{
    private readonly IRegionFusion _fusion;
    private readonly IRegionFusion _imageBlend = new MaskedBlendFusion();
    private readonly Dictionary<string, Convolution> _reduce;
    private readonly ResidualStage[] _blocks;
    private readonly Convolution _head;

    internal FusionNetwork(FusionOptions options, IReadOnlyList<FaceRegion> regions, int globalChannels, int localChannels, IRegionFusion fusion)
        : base(nameof(FusionNetwork))
    {
        _fusion = fusion;
        _reduce = regions.ToDictionary(region => region.Name, _ => new Convolution(localChannels, options.Channels, kernel: 1));
        var joined = options.Channels + 3 + globalChannels + 3;
        _blocks = [new ResidualStage(joined, options.Channels, [3, 3], options.Norm), new ResidualStage(options.Channels, options.Channels, [3, 3], options.Norm)];
        _head = new Convolution(options.Channels, 3, kernel: 3, padding: 1);

        register_module("reduce", NamedModules.Of(_reduce));
        register_module("blocks", ModuleList(_blocks));
        register_module("head", _head);
    }

    /// <summary>Fuses; the caller owns the image and the canvas.</summary>
    public override (Tensor Image, Tensor LocalCanvas) forward(FusionInput input)
    {
        using var scope = NewDisposeScope();
        var size = (int)input.Global.Image.shape[2];
        List<Tensor> features = [], images = [], masks = [];
        foreach (var (name, reduce) in _reduce)
        {
            var (boxFeatures, boxImage) = input.Local[name];
            features.Add(RegionCanvas.Place(PixelNormalization.Apply(reduce.call(boxFeatures)), input.Placement[name], size));
            images.Add(RegionCanvas.Place(boxImage, input.Placement[name], size));
            masks.Add(RegionCanvas.Mask(input.Placement[name], (int)boxImage.shape[2], (int)boxImage.shape[3], size, boxImage.dtype));
        }

        var canvas = _imageBlend.Merge(images, masks);
        var hidden = cat([_fusion.Merge(features, masks), canvas, input.Global.Features, input.Global.Image], 1);
        foreach (var block in _blocks) hidden = block.call(hidden);
        return (_head.call(hidden).tanh().MoveToOuterDisposeScope(), canvas.MoveToOuterDisposeScope());
    }
}
