using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Layers;

/// <summary>Convolution (or stride-1 transposed convolution) → normalisation → ReLU or leaky ReLU. Keys: <c>conv</c>, <c>norm</c>.</summary>
internal sealed class ConvBlock : Network<Tensor, Tensor>
{
    private readonly Convolution _conv;
    private readonly Module<Tensor, Tensor>? _norm;
    private readonly double _slope;

    private ConvBlock(Convolution conv, int channels, NormKind norm, double slope)
        : base(nameof(ConvBlock))
    {
        _conv = conv;
        _slope = slope;
        register_module("conv", _conv);
        _norm = norm switch
        {
            NormKind.Batch => new BatchNormalization(channels),
            NormKind.Instance => InstanceNorm2d(channels),
            _ => null,
        };
        if (_norm is not null) register_module("norm", _norm);
    }

    /// <summary>A "same" convolution of odd kernel size, followed by ReLU.</summary>
    internal static ConvBlock Same(int inChannels, int outChannels, int kernel, NormKind norm) =>
        new(new Convolution(inChannels, outChannels, kernel, padding: kernel / 2, bias: norm != NormKind.Batch), outChannels, norm, slope: 0);

    /// <summary>A stride-1 transposed convolution of odd kernel size that keeps the size, followed by ReLU.</summary>
    internal static ConvBlock SameTransposed(int inChannels, int outChannels, int kernel, NormKind norm) =>
        new(Convolution.Transposed(inChannels, outChannels, kernel, padding: kernel / 2, bias: norm != NormKind.Batch), outChannels, norm, slope: 0);

    /// <summary>A PatchGAN layer: 4×4 convolution followed by leaky ReLU 0.2.</summary>
    internal static ConvBlock Patch(int inChannels, int outChannels, int stride, int padding, NormKind norm, bool spectralNorm)
    {
        var bias = norm != NormKind.Batch;
        var conv = spectralNorm
            ? new SpectralNormConv2d(inChannels, outChannels, kernel: 4, stride, padding, bias)
            : new Convolution(inChannels, outChannels, kernel: 4, stride, padding, bias);
        return new ConvBlock(conv, outChannels, norm, slope: 0.2);
    }

    /// <summary>Copies the weights of a block of the same shape, but for its batch normalisation, which is folded into the convolution.</summary>
    internal void CopyFoldedWeightsFrom(ConvBlock source)
    {
        if (source._norm is not BatchNormalization norm) return;
        using var scope = NewDisposeScope();
        _conv.CopyWeightsFrom(source._conv, norm.Affine());
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (_norm is null && _slope == 0) return _conv.Apply(input, rectified: true);
        var convolved = _conv.call(input);
        if (_norm is null) return Activate(convolved);
        using (convolved) return _norm is BatchNormalization batch && batch.CanRectify(convolved) ? batch.Rectified(convolved, _slope) : Activate(_norm.call(convolved));
    }

    // In place: no backward formula of the convolution or the normalisation reads its own output.
    private Tensor Activate(Tensor x)
    {
        if (_slope == 0) x.relu_();
        else x.LeakyReluInPlace(_slope);
        return x;
    }
}
