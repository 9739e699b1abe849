using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace GlGan.Layers;

/// <summary>
/// A convolution or transposed convolution with PyTorch's conventions, initial weights and keys (<c>weight</c>, <c>bias</c>). The one place where
/// networks of this library convolve: while a <see cref="BFloat16Weights"/> is open it computes in bfloat16; what it takes and returns stays as it is.
/// </summary>
internal class Convolution : Network<Tensor, Tensor>
{
    private readonly long[] _stride;
    private readonly long[] _padding;
    private readonly bool _transposed;

    internal Convolution(int inChannels, int outChannels, int kernel, int stride = 1, int padding = 0, bool bias = true)
        : this(nameof(Convolution), [outChannels, inChannels, kernel, kernel], bias ? outChannels : 0, stride, padding, transposed: false)
    {
    }

    /// <summary>Registers weight and bias, uniform within ±1 / √fan-in as PyTorch.</summary>
    protected Convolution(string name, long[] weight, int biases, int stride, int padding, bool transposed)
        : base(name)
    {
        (_stride, _padding, _transposed) = ([stride, stride], [padding, padding], transposed);
        var bound = 1 / Math.Sqrt(weight[1] * weight[2] * weight[3]);
        register_parameter("weight", Parameter(empty(weight).uniform_(-bound, bound)));
        if (biases > 0) register_parameter("bias", Parameter(empty(biases).uniform_(-bound, bound)));
    }

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
    public override Tensor forward(Tensor input)
    {
        if (Cast is null) return Convolve(input, Weight, Bias);
        using var scope = NewDisposeScope();
        return Convolve(input.to(ScalarType.BFloat16), Cast.Of(Weight), Bias is { } bias ? Cast.Of(bias) : null).to(input.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Convolves with weights of the input's type.</summary>
    protected Tensor Convolve(Tensor input, Tensor weight, Tensor? bias) => _transposed
        ? functional.conv_transpose2d(input, weight, bias, _stride, _padding)
        : functional.conv2d(input, weight, bias, _stride, _padding);
}
