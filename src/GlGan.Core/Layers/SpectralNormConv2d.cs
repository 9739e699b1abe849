using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>
/// A convolution whose weight is divided by its largest singular value, estimated by one power iteration per training forward
/// (Miyato et al., 2018; conventions of PyTorch's <c>spectral_norm</c>: weight viewed <c>[out, −1]</c>, eps 1e-12).
/// Keys: <c>weight</c>, <c>bias</c>, <c>u</c> (left singular vector).
/// </summary>
internal sealed class SpectralNormConv2d : Convolution
{
    private const double Epsilon = 1e-12;

    internal SpectralNormConv2d(int inChannels, int outChannels, int kernel, int stride, int padding, bool bias)
        : base(nameof(SpectralNormConv2d), [outChannels, inChannels, kernel, kernel], bias ? outChannels : 0, stride, padding, transposed: false)
    {
        var u = ones(outChannels);
        u.TimesInPlace(1 / Math.Sqrt(outChannels));
        register_buffer("u", u);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var matrix = Weight.flatten(1);
        Tensor u = get_buffer("u")!, v;
        using (no_grad())
        {
            v = Normalize(matrix.t().mv(u));
            if (training) u.copy_(Normalize(matrix.mv(v)));
        }

        // A copy, because the next forward overwrites the buffer before this one's backward may have run.
        var sigma = u.clone().dot(matrix.mv(v));
        return Convolve(input, Weight / sigma).MoveToOuterDisposeScope();
    }

    private static Tensor Normalize(Tensor vector) => vector / vector.norm().AtLeast(Epsilon);
}
