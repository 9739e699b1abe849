using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>The two 3×3 blocks of a U-Net stage. Keys: <c>first</c>, <c>second</c>.</summary>
internal sealed class DoubleConv : Network<Tensor, Tensor>
{
    private readonly ConvBlock _first;
    private readonly ConvBlock _second;

    private DoubleConv(ConvBlock first, ConvBlock second)
        : base(nameof(DoubleConv))
    {
        _first = first;
        _second = second;
        register_module("first", _first);
        register_module("second", _second);
    }

    /// <summary>An encoder stage: two convolutions.</summary>
    internal static DoubleConv Encoder(int inChannels, int outChannels, NormKind norm) =>
        new(ConvBlock.Same(inChannels, outChannels, 3, norm), ConvBlock.Same(outChannels, outChannels, 3, norm));

    /// <summary>A decoder stage: a stride-1 transposed convolution, which leaves no checkerboard, then a convolution.</summary>
    internal static DoubleConv Decoder(int inChannels, int outChannels, NormKind norm) =>
        new(ConvBlock.SameTransposed(inChannels, outChannels, 3, norm), ConvBlock.Same(outChannels, outChannels, 3, norm));

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var hidden = _first.call(input);
        return _second.call(hidden);
    }
}
