using GlGan.Faces;
using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Features;

/// <summary>
/// A small network over aligned faces of 64 pixels: a stem, four stages with average pooling between them, then one hidden layer from which both heads read. Keys: <c>stem</c>, <c>stages.N</c>, <c>squeeze</c>, <c>identity</c>, <c>points</c>.
/// </summary>
internal sealed class FaceNetwork : Network<Tensor, FaceNetworkOutput>
{
    /// <summary>Side of the images in pixels.</summary>
    internal const int ImageSize = 64;

    /// <summary>Length of an embedding.</summary>
    internal const int EmbeddingLength = 128;

    private const int Squeezed = 40;

    // After the stem's 2×2 blocks and three poolings.
    private const int CoarsestSide = ImageSize / 16;

    private readonly ConvBlock _stem;
    private readonly FaceNetworkKind _kind;
    private readonly Network<Tensor, Tensor>[] _stages;
    private readonly ConvBlock _squeeze;
    private readonly TorchSharp.Modules.Linear _identity;
    private readonly TorchSharp.Modules.Linear _points;

    internal FaceNetwork(ulong seed, FaceNetworkKind kind = FaceNetworkKind.Residual, int baseChannels = 24)
        : base(nameof(FaceNetwork))
    {
        _kind = kind;
        var isPlain = kind == FaceNetworkKind.Plain;
        int[] channels = [isPlain ? baseChannels / 2 : baseChannels, baseChannels, 2 * baseChannels, 4 * baseChannels, 4 * baseChannels];
        _stem = ConvBlock.Same(isPlain ? 3 : 2 * 2 * 3, channels[0], 3, NormKind.Batch);
        _stages = [.. channels.Skip(1).Select((count, i) => isPlain
            ? (Network<Tensor, Tensor>)DoubleConv.Encoder(channels[i], count, NormKind.Batch)
            : new ResidualStage(channels[i], count, [3, 3], NormKind.Batch))];
        _squeeze = ConvBlock.Same(channels[^1], Squeezed, 1, NormKind.Batch);
        _identity = Linear(Squeezed * CoarsestSide * CoarsestSide, EmbeddingLength);
        _points = Linear(Squeezed * CoarsestSide * CoarsestSide, 2 * FaceLandmarks.Count);
        register_module("stem", _stem);
        register_module("stages", ModuleList(_stages));
        register_module("squeeze", _squeeze);
        register_module("identity", _identity);
        register_module("points", _points);
        using var generator = new Generator(seed);
        WeightInitialization.He(this, generator);
    }

    /// <inheritdoc/>
    public override FaceNetworkOutput forward(Tensor images)
    {
        TensorGuard.Shape(images, [TensorGuard.Any, 3, ImageSize, ImageSize]);
        using var scope = NewDisposeScope();
        var isPlain = _kind == FaceNetworkKind.Plain;
        var x = _stem.call(isPlain ? images : functional.pixel_unshuffle(images, 2));
        List<Tensor> maps = isPlain ? [x] : [];
        for (var i = 0; i < _stages.Length; i++) maps.Add(x = _stages[i].call(i == 0 && !isPlain ? x : functional.avg_pool2d(x, 2)));
        var hidden = _squeeze.call(x).flatten(1);
        return new FaceNetworkOutput(
            [.. maps.Select(map => map.MoveToOuterDisposeScope())],
            functional.normalize(_identity.call(hidden), 2, 1).MoveToOuterDisposeScope(),
            _points.call(hidden).MoveToOuterDisposeScope());
    }
}
