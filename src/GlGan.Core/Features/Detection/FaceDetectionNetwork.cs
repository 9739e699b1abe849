using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Features;

/// <summary>
/// A small fully convolutional network that says of every cell of 8×8 pixels whether the middle of an upright face of 20 to 52 pixels lies there, and where its landmarks are
/// (<see cref="FaceCells"/>). Each cell sees about 110 pixels around it. Keys: <c>stem</c>, <c>stages.N</c>, <c>neck</c>, <c>head</c>.
/// </summary>
internal sealed class FaceDetectionNetwork : Network<Tensor, Tensor>
{
    private const int Block = 4, Fine = 32, Coarse = 64;

    // Before anything is learned, few cells are taken for faces: the start that Lin et al. (Focal loss for dense object detection, ICCV 2017) give the score.
    private const double InitialLogit = -4;

    private readonly ConvBlock _stem;
    private readonly ResidualStage[] _stages;
    private readonly ConvBlock _neck;
    private readonly Convolution _head;

    internal FaceDetectionNetwork(ulong seed, NormKind norm = NormKind.Batch)
        : base(nameof(FaceDetectionNetwork))
    {
        _stem = ConvBlock.Same(Block * Block * 3, Fine, 3, norm);
        _stages = [new(Fine, Fine, [3, 3], norm), new(Fine, Coarse, [3, 3], norm), new(Coarse, Coarse, [3, 3], norm)];
        _neck = ConvBlock.Same(Coarse, Coarse, 3, norm);
        _head = new Convolution(Coarse, FaceCells.Values, kernel: 1) { InitialGain = 0.1 };
        register_module("stem", _stem);
        register_module("stages", ModuleList(_stages));
        register_module("neck", _neck);
        register_module("head", _head);
        using var generator = new Generator(seed);
        WeightInitialization.He(this, generator);
        using var gradient = no_grad();
        using var score = _head.get_parameter("bias")![0];
        score.AddInPlace(InitialLogit);
    }

    /// <summary>What the network says of each cell.</summary>
    /// <param name="images">Images <c>[N, 3, H, W]</c> in [-1, 1]; sides are multiples of 8.</param>
    /// <returns><c>[N, 14, H/8, W/8]</c>; the caller disposes it.</returns>
    public override Tensor forward(Tensor images)
    {
        TensorGuard.Shape(images, [TensorGuard.Any, 3, TensorGuard.Any, TensorGuard.Any]);
        using var scope = NewDisposeScope();
        var fine = _stages[0].call(_stem.call(functional.pixel_unshuffle(images, Block)));
        var coarse = _stages[2].call(_stages[1].call(functional.avg_pool2d(fine, 2)));
        return _head.call(_neck.call(coarse)).MoveToOuterDisposeScope();
    }

    /// <summary>A copy that only looks: batch normalisations are folded into the convolutions before them, and no gradient flows. The caller disposes it.</summary>
    internal FaceDetectionNetwork Fold()
    {
        var folded = new FaceDetectionNetwork(seed: 0, NormKind.None);
        BatchFolding.Fill(this, folded);
        return folded;
    }
}
