using GlGan.Foundation;
using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Generators;

/// <summary>
/// GP-Gen: the U-Net that sees the whole face. Each decoder stage upsamples, concatenates the skip, and applies a stride-1 transposed
/// convolution, so that no checkerboard arises.
/// Keys: <c>encoder.I</c>, <c>bottleneck.I</c>, <c>decoder.I</c>, <c>head</c>.
/// </summary>
public sealed class GlobalGenerator : Network<Tensor, (Tensor Image, Tensor Features)>
{
    private const int ImageChannels = 3;

    private readonly GlobalGeneratorOptions _options;
    private readonly int _channels;
    private readonly DoubleConv[] _encoder;
    private readonly ResidualStage[] _bottleneck;
    private readonly DoubleConv[] _decoder;
    private readonly Convolution _head;

    /// <summary>Builds the network with PyTorch's default initial weights.</summary>
    /// <param name="options">Shape of the network.</param>
    /// <param name="channels">Channels of what it reads, at least three: an image first. <see cref="Encode"/> takes images alone too.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists all errors.</exception>
    public GlobalGenerator(GlobalGeneratorOptions options, int channels = 3)
        : base(nameof(GlobalGenerator))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 3);
        _options = options.Valid();
        _channels = channels;
        int Channels(int stage) => options.Channels(stage);

        var last = options.Depth - 1;
        _encoder = [.. Enumerable.Range(0, options.Depth).Select(stage => DoubleConv.Encoder(stage == 0 ? channels : Channels(stage - 1), Channels(stage), options.Norm))];
        _bottleneck = [.. Enumerable.Range(0, options.BottleneckBlocks).Select(_ => new ResidualStage(Channels(last), Channels(last), [3, 3], options.Norm))];
        _decoder = [.. Enumerable.Range(0, last).Reverse()
            .Select(stage => DoubleConv.Decoder(Channels(stage + 1) + Channels(stage), Channels(stage), options.Norm))];
        _head = new Convolution(options.BaseChannels, 3, kernel: 3, padding: 1);

        Encoder = ModuleList(_encoder);
        register_module("encoder", Encoder);
        register_module("bottleneck", ModuleList(_bottleneck));
        register_module("decoder", ModuleList(_decoder));
        register_module("head", _head);
    }

    /// <summary>The stages <see cref="Encode"/> runs.</summary>
    internal Module Encoder { get; }

    /// <summary>Synthesises the whole image.</summary>
    /// <param name="input">Images, float in [-1, 1], <c>[N, 3, S, S]</c>; S a multiple of 2^depth.</param>
    /// <returns>Image in [-1, 1], <c>[N, 3, S, S]</c>, and features ≥ 0, <c>[N, BaseChannels, S, S]</c>; the caller disposes both.</returns>
    public override (Tensor Image, Tensor Features) forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (image, features) = Synthesize(input);
        return (image.MoveToOuterDisposeScope(), features.As(input.dtype).MoveToOuterDisposeScope());
    }

    /// <summary>The same, with features in the type they are computed in.</summary>
    internal (Tensor Image, Tensor Features) Synthesize(Tensor input)
    {
        using var scope = NewDisposeScope();
        var skips = new Stack<Tensor>(Stages(input));
        var hidden = skips.Pop();
        foreach (var block in _bottleneck) hidden = block.call(hidden);
        foreach (var stage in _decoder)
        {
            var larger = functional.interpolate(hidden, scale_factor: [2, 2], mode: InterpolationMode.Nearest);
            hidden = stage.call(cat([larger, skips.Pop()], 1));
        }

        return (_head.call(hidden).As(input.dtype).tanh().MoveToOuterDisposeScope(), hidden.MoveToOuterDisposeScope());
    }

    /// <summary>Computes what the encoder sees of images: the features the decoder synthesises from.</summary>
    /// <param name="input">Images, float in [-1, 1], <c>[N, 3, S, S]</c>; S a multiple of 2^depth.</param>
    /// <returns>
    /// The output of every encoder stage before the bottleneck, ≥ 0, <c>[N, C, S / 2^i, S / 2^i]</c> for stage i, finest first; the caller disposes them.
    /// </returns>
    public IReadOnlyList<Tensor> Encode(Tensor input)
    {
        using var scope = NewDisposeScope();
        return [.. Stages(input).Select(stage => stage.As(input.dtype).MoveToOuterDisposeScope())];
    }

    private Tensor[] Stages(Tensor input)
    {
        TensorGuard.Shape(input, [TensorGuard.Any, input.dim() == 4 && input.shape[1] == _channels ? _channels : ImageChannels, TensorGuard.Any, TensorGuard.Any]);
        TensorGuard.Multiple(input, 1L << _options.Depth);
        using var scope = NewDisposeScope();
        var stages = new Tensor[_encoder.Length];
        if (input.shape[1] < _channels) input = functional.pad(input, [0, 0, 0, 0, 0, _channels - input.shape[1]]);
        stages[0] = _encoder[0].call(input);
        for (var i = 1; i < stages.Length; i++) stages[i] = _encoder[i].call(functional.max_pool2d(stages[i - 1], 2));
        foreach (var stage in stages) stage.MoveToOuterDisposeScope();
        return stages;
    }
}
