using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace GlGan.Tests.Kernels;

/// <summary>What libtorch's own convolutions give, and what they are tried on.</summary>
internal static class DirectConvolution
{
    internal static Tensor Run(Tensor input, Tensor weight, Tensor? bias, int stride, int padding, bool transposed) => transposed
        ? conv_transpose2d(input, weight, bias, [stride, stride], [padding, padding])
        : conv2d(input, weight, bias, [stride, stride], [padding, padding]);

    /// <summary>Normal values; weights by which results are about as large as inputs.</summary>
    internal static (Tensor Input, Tensor Weight, Tensor Bias) Draw(ulong seed, int count, int inputs, int outputs, int height, int width, int kernel, bool transposed)
    {
        using var random = TestDevice.Random(seed);
        var weight = randn(transposed ? [inputs, outputs, kernel, kernel] : [outputs, inputs, kernel, kernel], generator: random) / Math.Sqrt(inputs * kernel * kernel);
        return (randn([count, inputs, height, width], generator: random), weight, randn([outputs], generator: random));
    }
}
