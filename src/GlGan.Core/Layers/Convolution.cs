using GlGan.Kernels;
using GlGan.Native;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Layers;

/// <summary>
/// A convolution or transposed convolution with PyTorch's conventions, initial weights and keys (<c>weight</c>, <c>bias</c>). The one place where
/// networks of this library convolve: while a <see cref="BFloat16Weights"/> is open it computes and returns bfloat16, whatever it is given.
/// </summary>
internal class Convolution : Network<Tensor, Tensor>
{
    private readonly Lock _gate = new();
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly bool _transposed;
    private bool _keepsFilters;
    private WinogradFilters? _filters;

    internal Convolution(int inChannels, int outChannels, int kernel, int stride = 1, int padding = 0, bool bias = true)
        : this(nameof(Convolution), [outChannels, inChannels, kernel, kernel], bias ? outChannels : 0, stride, padding, transposed: false)
    {
    }

    /// <summary>Registers weight and bias, uniform within ±1 / √fan-in as PyTorch.</summary>
    protected Convolution(string name, long[] weight, int biases, int stride, int padding, bool transposed)
        : base(name)
    {
        TorchRuntime.EnsureLoaded();
        (_stride, _padding, _transposed) = ([stride, stride], [padding, padding], transposed);
        var bound = 1 / Math.Sqrt(weight[1] * weight[2] * weight[3]);
        register_parameter("weight", Parameter(Draw(weight, bound)));
        if (biases > 0) register_parameter("bias", Parameter(Draw([biases], bound)));
    }

    /// <summary>Share of the usual initial weights to begin with: little, where what follows saturates or should hardly be seen at first.</summary>
    internal double InitialGain { get; init; } = 1;

    /// <summary>The weights to convolve with instead of the module's own; set by <see cref="BFloat16Weights"/> for its lifetime.</summary>
    internal BFloat16Weights? Cast { get; set; }

    /// <summary>The master weight.</summary>
    protected Tensor Weight => get_parameter("weight")!;

    /// <summary>The master bias, if any.</summary>
    protected Tensor? Bias => get_parameter("bias");

    /// <summary>A transposed convolution.</summary>
    internal static Convolution Transposed(int inChannels, int outChannels, int kernel, int stride = 1, int padding = 0, bool bias = true) =>
        new(nameof(Convolution), [inChannels, outChannels, kernel, kernel], bias ? outChannels : 0, stride, padding, transposed: true);

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Apply(input, rectified: false);

    /// <summary>Convolves, and where <paramref name="rectified"/> lets ReLU follow.</summary>
    internal Tensor Apply(Tensor input, bool rectified)
    {
        if (_keepsFilters && Cast is null && Shape(input, Weight) is var shape && WinogradConvolution.IsSupported(input, Weight, shape, kept: true))
            return WinogradConvolution.Run(input, Weight, shape, back: _transposed, Filters(shape), Bias, rectified);
        using var scope = NewDisposeScope();
        var result = Convolve(input, Cast is null ? Weight : Cast.Of(Weight));
        if (rectified) result.relu_();
        return result.MoveToOuterDisposeScope();
    }

    /// <summary>Copies the weights of a layer of the same shape, scaled and shifted by output.</summary>
    /// <param name="source">The layer; borrowed.</param>
    /// <param name="affine">Factor and summand of each output, if any; borrowed.</param>
    internal void CopyWeightsFrom(Convolution source, (Tensor Scale, Tensor Shift)? affine = null)
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        if (affine is not { } change)
        {
            Weight.copy_(source.Weight);
            if (source.Bias is { } bias) Bias!.copy_(bias);
            return;
        }

        Weight.copy_(source.Weight * change.Scale.view(_transposed ? [1, -1, 1, 1] : [-1, 1, 1, 1]));
        Bias!.copy_(source.Bias is { } own ? (own * change.Scale).Plus(change.Shift) : change.Shift);
    }

    /// <summary>Promises that the weights do not change any more.</summary>
    internal void FreezeWeights() => _keepsFilters = true;

    /// <summary>Convolves with a weight and the module's bias, in bfloat16 while <see cref="Cast"/> is set.</summary>
    protected Tensor Convolve(Tensor input, Tensor weight) => Cast is null
        ? Convolve(input, weight, Bias)
        : Convolve(input.As(ScalarType.BFloat16), weight.As(ScalarType.BFloat16), Bias is { } bias ? Cast.Of(bias) : null);

    private Tensor Convolve(Tensor input, Tensor weight, Tensor? bias)
    {
        var shape = Shape(input, weight);
        if (WinogradConvolution.IsSupported(input, weight, shape, kept: false)) return WinogradFunction.Convolve(input, weight, bias, shape, _transposed);
        return _transposed
            ? functional.conv_transpose2d(input, weight, bias, _stride, _padding)
            : functional.conv2d(input, weight, bias, _stride, _padding);
    }

    private static Tensor Draw(long[] shape, double bound)
    {
        if (!NetworkSketch.IsOpen) return empty(shape).uniform_(-bound, bound);
        using var one = zeros(1);
        return one.expand(shape);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _filters?.Dispose();
        base.Dispose(disposing);
    }

    private WinogradShape Shape(Tensor input, Tensor weight) => WinogradShape.Of(input, weight, (int)_stride[0], (int)_padding[0], _transposed);

    private WinogradFilters Filters(WinogradShape shape)
    {
        lock (_gate) return _filters ??= new WinogradFilters(Weight, shape, back: _transposed);
    }
}
