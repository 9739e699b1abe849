using GlGan.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Features;

/// <summary>What a face looks like in cells of 4, 8 and 16 pixels: the stages of <see cref="FaceDetectionNetwork"/> and a coarser one. Keys: <c>stem</c>, <c>stages.N</c>.</summary>
internal sealed class FacePyramid : Network<Tensor, Tensor[]>
{
    /// <summary>Pixels along a side of the finest cells.</summary>
    internal const int Block = 4;

    /// <summary>Channels of the maps.</summary>
    internal const int Fine = 32, Middle = 64, Coarse = 128;

    private readonly ConvBlock _stem;
    private readonly ResidualStage[] _stages;

    internal FacePyramid(NormKind norm)
        : base(nameof(FacePyramid))
    {
        _stem = ConvBlock.Same(Block * Block * 3, Fine, 3, norm);
        _stages = [new(Fine, Fine, [3, 3], norm), new(Fine, Middle, [3, 3], norm), new(Middle, Middle, [3, 3], norm), new(Middle, Coarse, [3, 3], norm)];
        register_module("stem", _stem);
        register_module("stages", ModuleList(_stages));
    }

    /// <inheritdoc/>
    public override Tensor[] forward(Tensor images)
    {
        using var scope = NewDisposeScope();
        var fine = _stages[0].call(_stem.call(functional.pixel_unshuffle(images, Block)));
        var middle = _stages[2].call(_stages[1].call(functional.avg_pool2d(fine, 2)));
        var coarse = _stages[3].call(functional.avg_pool2d(middle, 2));
        return [fine.MoveToOuterDisposeScope(), middle.MoveToOuterDisposeScope(), coarse.MoveToOuterDisposeScope()];
    }

    /// <summary>Takes over what the embedded detector sees, which has learned from the same people; the coarsest stage stays as it is.</summary>
    internal void BeginWithTheDetector()
    {
        using var detector = SyntheticFaceDetector.EmbeddedNetwork();
        using var gradient = no_grad();
        var own = state_dict();
        foreach (var (name, source) in detector.state_dict())
            if (own.TryGetValue(name, out var target)) target.copy_(source); // Returns the target itself.
    }
}
