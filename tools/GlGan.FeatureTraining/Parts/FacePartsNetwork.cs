using GlGan.Features;
using GlGan.Layers;
using GlGan.Rendering;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.FeatureTraining.Parts;

/// <summary>Says what each pixel of a face that is cut out shows: a small U-Net (Ronneberger et al., MICCAI 2015) whose last step is from cells of 4×4 pixels to pixels. Keys: <c>features</c>, <c>laterals.N</c>, <c>necks.N</c>, <c>head</c>.</summary>
internal sealed class FacePartsNetwork : Network<Tensor, Tensor>
{
    /// <summary>Side of the pictures in pixels; other multiples of 16 work, too.</summary>
    internal const int ImageSize = 128;

    /// <summary>Side of the face in them, about which it may vary by a quarter.</summary>
    internal const float FaceSide = 60;

    /// <summary>Number of parts.</summary>
    internal static readonly int Parts = Enum.GetValues<FacePart>().Length;

    private const int Neck = 48;

    private readonly FacePyramid _features;
    private readonly Convolution[] _laterals;
    private readonly ConvBlock[] _necks;
    private readonly Convolution _head;

    internal FacePartsNetwork(ulong seed, NormKind norm = NormKind.Batch)
        : base(nameof(FacePartsNetwork))
    {
        _features = new FacePyramid(norm);
        _laterals = [new(FacePyramid.Coarse, FacePyramid.Middle, kernel: 1), new(FacePyramid.Middle, FacePyramid.Fine, kernel: 1)];
        _necks = [ConvBlock.Same(FacePyramid.Middle, FacePyramid.Middle, 3, norm), ConvBlock.Same(FacePyramid.Fine, Neck, 3, norm)];
        _head = new Convolution(Neck, Parts * FacePyramid.Block * FacePyramid.Block, kernel: 1) { InitialGain = 0.1 };
        register_module("features", _features);
        register_module("laterals", ModuleList(_laterals));
        register_module("necks", ModuleList(_necks));
        register_module("head", _head);
        using var generator = new Generator(seed);
        WeightInitialization.He(this, generator);
    }

    /// <summary>Begins with what the embedded detector sees.</summary>
    internal void BeginWithTheDetector() => _features.BeginWithTheDetector();

    /// <summary>What each pixel shows.</summary>
    /// <param name="images">Images <c>[N, 3, H, W]</c> in [-1, 1]; sides are multiples of 16.</param>
    /// <returns>Logits <c>[N, parts, H, W]</c>; the caller disposes them.</returns>
    public override Tensor forward(Tensor images)
    {
        TensorGuard.Shape(images, [TensorGuard.Any, 3, TensorGuard.Any, TensorGuard.Any]);
        using var scope = NewDisposeScope();
        var maps = _features.call(images);
        var middle = _necks[0].call(maps[1].Plus(Larger(_laterals[0].call(maps[2]))));
        var fine = _necks[1].call(maps[0].Plus(Larger(_laterals[1].call(middle))));
        return functional.pixel_shuffle(_head.call(fine), FacePyramid.Block).MoveToOuterDisposeScope();
    }

    /// <summary>A copy that only looks: batch normalisations are folded into the convolutions before them, and no gradient flows. The caller disposes it.</summary>
    internal FacePartsNetwork Fold()
    {
        var folded = new FacePartsNetwork(seed: 0, NormKind.None);
        BatchFolding.Fill(this, folded);
        return folded;
    }

    private static Tensor Larger(Tensor map) => functional.interpolate(map, size: [2 * map.shape[2], 2 * map.shape[3]], mode: InterpolationMode.Nearest);
}
