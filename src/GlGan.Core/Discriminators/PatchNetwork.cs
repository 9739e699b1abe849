using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Discriminators;

/// <summary>The convolutions of one PatchGAN (Isola et al., 2017). Keys: <c>layers.I</c>, <c>output</c>.</summary>
internal sealed class PatchNetwork : Network<Tensor, PatchOutput>
{
    private readonly ConvBlock[] _layers;
    private readonly Convolution _output;
    private readonly long _smallestSide;

    internal PatchNetwork(PatchDiscriminatorOptions options)
        : base(nameof(PatchNetwork))
    {
        _layers = [.. Enumerable.Range(0, options.Layers + 1).Select(layer => ConvBlock.Patch(
            layer == 0 ? options.InputChannels : options.Channels(layer - 1),
            options.Channels(layer),
            stride: layer == options.Layers ? 1 : 2,
            options.Padding,
            layer == 0 ? NormKind.None : options.Norm,
            options.SpectralNorm))];
        _output = options.SpectralNorm
            ? new SpectralNormConv2d(options.Channels(options.Layers), options.Outputs, kernel: 4, stride: 1, options.Padding, bias: true)
            : new Convolution(options.Channels(options.Layers), options.Outputs, kernel: 4, stride: 1, options.Padding);
        register_module("layers", ModuleList(_layers));
        register_module("output", _output);

        // Backwards from one patch: a 4×4 convolution of stride s makes n values of (n − 1) · s + 4 − 2 · padding.
        long side = 4 - 2 * options.Padding;
        for (var layer = options.Layers; layer >= 0; layer--) side = (Math.Max(side, 1) - 1) * (layer == options.Layers ? 1 : 2) + 4 - 2 * options.Padding;
        _smallestSide = Math.Max(side, 1);
    }

    /// <inheritdoc/>
    public override PatchOutput forward(Tensor input)
    {
        if (input.shape[2] < _smallestSide || input.shape[3] < _smallestSide)
            throw new ArgumentException($"Both sides must be at least {_smallestSide} pixels for one patch; got {input.shape[2]}x{input.shape[3]}.", nameof(input));

        using var scope = NewDisposeScope();
        var features = new Tensor[_layers.Length];
        var hidden = input;
        for (var i = 0; i < features.Length; i++) features[i] = hidden = _layers[i].call(hidden).MoveToOuterDisposeScope();
        return new PatchOutput(_output.call(hidden).As(input.dtype).MoveToOuterDisposeScope(), features);
    }
}
