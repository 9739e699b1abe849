using GlGan.Faces;
using GlGan.Kernels;
using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Generators;

/// <summary>Merges GP-Gen's and the LP-Gens' features and images into the final image. Keys: <c>reduce.REGION</c>, <c>blocks.I</c>, <c>head</c>.</summary>
internal sealed class FusionNetwork : Network<FusionInput, (Tensor Head, Tensor LocalCanvas)>
{
    private const int ImageChannels = 3;

    private readonly IRegionFusion _fusion;
    private readonly IRegionFusion _imageBlend = new MaskedBlendFusion();
    private readonly Dictionary<string, Convolution> _reduce;
    private readonly ResidualStage[] _blocks;
    private readonly Convolution _head;

    /// <param name="options">Shape of the network.</param>
    /// <param name="regions">Regions with an LP-Gen; none without a local pathway.</param>
    /// <param name="globalChannels">Channels of GP-Gen's features; <see langword="null"/> without a global pathway.</param>
    /// <param name="localChannels">Channels of an LP-Gen's features.</param>
    /// <param name="fusion">How regions share a pixel.</param>
    /// <param name="outputs">Channels of what it says of a pixel.</param>
    /// <param name="gain">Share of the usual initial weights with which it says so at first.</param>
    internal FusionNetwork(FusionOptions options, IReadOnlyList<FaceRegion> regions, int? globalChannels, int localChannels, IRegionFusion fusion, int outputs, double gain)
        : base(nameof(FusionNetwork))
    {
        _fusion = fusion;
        _reduce = regions.ToDictionary(region => region.Name, _ => new Convolution(localChannels, options.Channels, kernel: 1));
        var joined = (regions.Count > 0 ? options.Channels + ImageChannels : 0) + (globalChannels + ImageChannels ?? 0);
        _blocks = [new ResidualStage(joined, options.Channels, [3, 3], options.Norm), new ResidualStage(options.Channels, options.Channels, [3, 3], options.Norm)];
        _head = new Convolution(options.Channels, outputs, kernel: 3, padding: 1) { InitialGain = gain };

        register_module("reduce", NamedModules.Of(_reduce));
        register_module("blocks", ModuleList(_blocks));
        register_module("head", _head);
    }

    /// <summary>Fuses; the caller owns what is said of every pixel, unbounded, and the canvas.</summary>
    public override (Tensor Head, Tensor LocalCanvas) forward(FusionInput input)
    {
        using var scope = NewDisposeScope();
        List<(Tensor Image, Tensor Features)> joined = [];
        if (_reduce.Count > 0) joined.Add(MergeRegions(input));
        if (input.Global is { } global)
        {
            // One layout for all, or every convolution that follows would bring them into its own again.
            if (TensorMemory.IsChannelsLast(global.Features)) joined = [.. joined.Select(part => (TensorMemory.ToChannelsLast(part.Image), TensorMemory.ToChannelsLast(part.Features)))];
            joined.Add(global);
        }

        var image = joined[0].Image;
        var hidden = cat([.. joined.SelectMany(part => new[] { part.Features, part.Image.As(part.Features.dtype) })], 1);
        foreach (var block in _blocks) hidden = block.call(hidden);
        var canvas = _reduce.Count > 0 ? image : zeros_like(image);
        return (_head.call(hidden).As(image.dtype).MoveToOuterDisposeScope(), canvas.MoveToOuterDisposeScope());
    }

    private (Tensor Image, Tensor Features) MergeRegions(FusionInput input)
    {
        List<Tensor> features = [], images = [], centers = [];
        foreach (var (name, reduce) in _reduce)
        {
            var (boxImage, boxFeatures) = input.Local[name];
            centers.Add(input.Placement[name]);
            features.Add(PixelNormalization.Apply(reduce.call(boxFeatures)));
            images.Add(RegionCanvas.Place(boxImage, centers[^1], input.ImageSize));
        }

        var masks = Masks(features, centers, input.ImageSize, images[0].dtype);
        var merged = _fusion is MaskedMaximumFusion && RegionMaximum.IsSupported(features)
            ? RegionMaximum.Merge(features, centers, input.ImageSize, (boxes, places) => PlaceAndMerge(boxes, places, Masks(boxes, places, input.ImageSize, boxes[0].dtype), input.ImageSize))
            : PlaceAndMerge(features, centers, [.. masks.Select(mask => mask.As(features[0].dtype))], input.ImageSize);
        return (_imageBlend.Merge(images, masks), merged);
    }

    private Tensor PlaceAndMerge(IReadOnlyList<Tensor> boxes, IReadOnlyList<Tensor> centers, IReadOnlyList<Tensor> masks, int size)
    {
        using var scope = NewDisposeScope();
        return _fusion.Merge([.. boxes.Zip(centers, (box, center) => RegionCanvas.Place(box, center, size))], masks).MoveToOuterDisposeScope();
    }

    private static Tensor[] Masks(IReadOnlyList<Tensor> boxes, IReadOnlyList<Tensor> centers, int size, ScalarType type) =>
        [.. boxes.Zip(centers, (box, center) => RegionCanvas.Mask(center, (int)box.shape[2], (int)box.shape[3], size, type))];
}
