using GlGan.Kernels;
using GlGan.Layers;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace GlGan.Tests.Kernels;

[Collection("Tensors")]
public sealed class WinogradConvolutionTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();
    private readonly IDisposable _gradient = no_grad();

    public static TheoryData<int, int, int, int, int, int, bool> Shapes => new()
    {
        { 1, 16, 16, 16, 16, 3, false },
        { 2, 8, 24, 17, 30, 3, true },
        { 3, 13, 9, 21, 22, 3, false },
        { 2, 13, 9, 21, 22, 5, true },
        { 1, 64, 33, 19, 8, 5, false },
        { 4, 134, 64, 23, 9, 3, false },
    };

    public void Dispose()
    {
        set_num_threads(1);
        _gradient.Dispose();
        _scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Results_are_as_close_to_exact_ones_as_those_of_libtorch(int count, int inputs, int outputs, int height, int width, int taps, bool transposed)
    {
        var (input, weight, bias) = Draw(count, inputs, outputs, height, width, taps, transposed);
        var exact = Direct(input.@double(), weight.@double(), bias.@double(), transposed);
        var direct = Direct(input, weight, bias, transposed);

        using var filters = new WinogradFilters(weight, adjoint: transposed);
        var result = WinogradConvolution.Run(input, filters, bias, rectified: false);

        TensorAssert.Close(exact, result, 2e-5);
        Assert.InRange(Deviation(exact, result), 0, 4 * Deviation(exact, direct) + 2e-7);
    }

    [Fact]
    public void Memory_layout_does_not_matter()
    {
        var (input, weight, bias) = Draw(2, 16, 16, 12, 12, 3, transposed: false);
        using var filters = new WinogradFilters(weight, adjoint: false);
        using var reordered = new WinogradFilters(ChannelsLast.Of(weight), adjoint: false);

        var result = WinogradConvolution.Run(input, filters, bias, rectified: false);

        TensorAssert.Same(result, WinogradConvolution.Run(ChannelsLast.Of(input), reordered, bias, rectified: false));
        TensorAssert.Same(result, WinogradConvolution.Run(input.transpose(2, 3).contiguous().transpose(2, 3), filters, bias, rectified: false));
    }

    [Fact]
    public void A_rectified_result_is_the_result_without_its_negative_values()
    {
        var (input, weight, bias) = Draw(1, 16, 16, 16, 16, 3, transposed: false);
        using var filters = new WinogradFilters(weight, adjoint: false);

        TensorAssert.Same(WinogradConvolution.Run(input, filters, bias, rectified: false).relu(), WinogradConvolution.Run(input, filters, bias, rectified: true));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_number_of_threads_does_not_change_a_bit(int count, int inputs, int outputs, int height, int width, int taps, bool transposed)
    {
        var (input, weight, bias) = Draw(count, inputs, outputs, height, width, taps, transposed);
        var upper = randn(count, outputs, height, width);

        var (result, gradient) = Both(threads: 1);
        var (otherResult, otherGradient) = Both(threads: 3);

        TensorAssert.Same(result, otherResult);
        TensorAssert.Same(gradient, otherGradient);

        (Tensor, Tensor) Both(int threads)
        {
            set_num_threads(threads);
            using var filters = new WinogradFilters(weight, adjoint: transposed);
            return (WinogradConvolution.Run(input, filters, bias, rectified: false), WinogradConvolution.WeightGradient(input, upper, weight, transposed));
        }
    }

    [Fact]
    public void Infinity_and_not_a_number_stay_in_sight()
    {
        var (input, weight, bias) = Draw(1, 16, 16, 16, 16, 3, transposed: false);
        input[0, 3, 5, 5] = float.NaN;
        using var filters = new WinogradFilters(weight, adjoint: false);

        Assert.True(WinogradConvolution.Run(input, filters, bias, rectified: false)[0, 0, 5, 5].isnan().item<bool>());
    }

    [Theory]
    [InlineData(3, 1, 1, 16, 16, true)]
    [InlineData(5, 1, 2, 16, 16, true)]
    [InlineData(3, 2, 1, 16, 16, false)]
    [InlineData(3, 1, 0, 16, 16, false)]
    [InlineData(7, 1, 3, 16, 16, false)]
    [InlineData(3, 1, 1, 4, 16, false)]
    [InlineData(3, 1, 1, 16, 8, false)]
    public void Suits_convolutions_of_stride_1_that_keep_the_size_with_enough_channels_and_tiles(int taps, int stride, int padding, int channels, int side, bool suits)
    {
        var input = zeros(1, channels, side, side);
        var weight = zeros(8, channels, taps, taps);

        Assert.Equal(suits, WinogradConvolution.Suits(input, weight, stride, padding, prepared: true));
        Assert.False(WinogradConvolution.Suits(input.@double(), weight.@double(), stride, padding, prepared: true));
    }

    private static (Tensor Input, Tensor Weight, Tensor Bias) Draw(int count, int inputs, int outputs, int height, int width, int taps, bool transposed)
    {
        using var random = new Generator(7);
        var weight = transposed ? randn([inputs, outputs, taps, taps], generator: random) : randn([outputs, inputs, taps, taps], generator: random);
        return (randn([count, inputs, height, width], generator: random), weight / Math.Sqrt(inputs * taps * taps), randn([outputs], generator: random));
    }

    private static Tensor Direct(Tensor input, Tensor weight, Tensor bias, bool transposed)
    {
        var padding = weight.shape[2] / 2;
        return transposed ? conv_transpose2d(input, weight, bias, [1, 1], [padding, padding]) : conv2d(input, weight, bias, [1, 1], [padding, padding]);
    }

    private static double Deviation(Tensor exact, Tensor result) => (exact - result.@double()).square().mean().sqrt().item<double>();
}
