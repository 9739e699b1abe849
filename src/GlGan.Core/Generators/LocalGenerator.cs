using GlGan.Foundation;
using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Generators;

/// <summary>
/// LP-Gen: the residual pathway that sees one region. Four stages of growing kernels (3, 5, 7) work at half resolution; their outputs are
/// concatenated and brought back to full size. Keys: <c>stem</c>, <c>stages.I</c>, <c>expand</c>, <c>merge.I</c>, <c>head</c>.
/// </summary>
public sealed class LocalGenerator : Network<Tensor, (Tensor Image, Tensor Features)>
{
    private static readonly int[][] StageKernels = [[3, 3, 3, 3], [3, 5, 3], [3, 5, 7], [3, 5, 7]];

    private readonly LocalGeneratorOptions _options;
    private readonly ConvBlock _stem;
    private readonly ResidualStage[] _stages;
    private readonly Convolution _expand;
    private readonly ConvBlock[] _merge;
    private readonly Convolution _head;

    /// <summary>Builds the network with PyTorch's default initial weights.</summary>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public LocalGenerator(LocalGeneratorOptions options)
        : base(nameof(LocalGenerator))
    {
        _options = options.Valid();
        int stage = options.BaseChannels, features = options.FeatureChannels;
        _stem = ConvBlock.Same(3, stage, 3, options.Norm);
        _stages = [.. StageKernels.Select(kernels => new ResidualStage(stage, stage, kernels, options.Norm))];
        _expand = new Convolution(features, features, kernel: 1);
        _merge = [ConvBlock.Same(features + stage, features, 3, NormKind.None), ConvBlock.Same(features, features, 5, NormKind.None)];
        // Nothing normalises what it reads: with the usual weights its tanh would be saturated at first.
        _head = new Convolution(features, 3, kernel: 1) { InitialGain = 0.1 };

        register_module("stem", _stem);
        register_module("stages", ModuleList(_stages));
        register_module("expand", _expand);
        register_module("merge", ModuleList(_merge));
        register_module("head", _head);
    }

    internal static int StageCount => StageKernels.Length;

    /// <summary>Synthesises one region.</summary>
    /// <param name="input">Crops, float in [-1, 1], <c>[N, 3, h, w]</c>, both sides even.</param>
    /// <returns>Image in [-1, 1], <c>[N, 3, h, w]</c>, and features ≥ 0, <c>[N, 4 · BaseChannels, h, w]</c>; the caller disposes both.</returns>
    public override (Tensor Image, Tensor Features) forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (image, features) = Synthesize(input);
        return (image.MoveToOuterDisposeScope(), features.As(input.dtype).MoveToOuterDisposeScope());
    }

    /// <summary>The same, with features in the type they are computed in.</summary>
    internal (Tensor Image, Tensor Features) Synthesize(Tensor input)
    {
        TensorGuard.Shape(input, [TensorGuard.Any, 3, TensorGuard.Any, TensorGuard.Any]);
        var (height, width) = (input.shape[2], input.shape[3]);
        if (height % 2 != 0 || width % 2 != 0) throw new ArgumentException($"Both sides must be even; got {height}x{width}.", nameof(input));

        using var scope = NewDisposeScope();
        var crop = _options.LocalInputSize is { } size ? Resize(input, size, size) : input;
        var fine = _stem.call(crop);
        var hidden = functional.max_pool2d(fine, 2);
        var outputs = new Tensor[_stages.Length];
        for (var i = 0; i < outputs.Length; i++) outputs[i] = hidden = _stages[i].call(hidden);

        var coarse = functional.interpolate(_expand.call(cat(outputs, 1)), scale_factor: [2, 2], mode: InterpolationMode.Nearest);
        var features = cat([coarse, fine], 1);
        foreach (var block in _merge) features = block.call(features);
        var image = _head.call(features).As(input.dtype).tanh();
        if (_options.LocalInputSize is not null) (image, features) = (Resize(image, height, width), Resize(features, height, width));
        return (image.MoveToOuterDisposeScope(), features.MoveToOuterDisposeScope());
    }

    /// <summary>Brings crops to another size; the caller owns the result.</summary>
    internal static Tensor Resize(Tensor x, long height, long width)
    {
        using var scope = NewDisposeScope();
        // The antialiased operator does not know bfloat16 everywhere.
        return functional.interpolate(x.As(x.dtype.Precise()), size: [height, width], mode: InterpolationMode.Bilinear, align_corners: false, antialias: true).As(x.dtype).MoveToOuterDisposeScope();
    }
}
