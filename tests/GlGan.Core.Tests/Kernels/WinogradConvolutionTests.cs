using GlGan.Kernels;
using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Tests.Kernels;

[Collection("Tensors")]
[OnTheCpu("these kernels serve the CPU.")]
public sealed class WinogradConvolutionTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();
    private readonly IDisposable _gradient = no_grad();

    /// <summary>Images, inputs, outputs, height, width, kernel, stride, padding, transposed.</summary>
    public static TheoryData<int, int, int, int, int, int, int, int, bool> Convolutions => new()
    {
        { 1, 16, 16, 16, 16, 3, 1, 1, false },
        { 2, 8, 24, 17, 30, 3, 1, 1, true },
        { 3, 13, 9, 21, 22, 3, 1, 1, false },
        { 2, 13, 9, 21, 22, 5, 1, 2, true },
        { 1, 64, 33, 19, 8, 5, 1, 2, false },
        { 4, 134, 64, 23, 9, 3, 1, 1, false },
        { 2, 16, 24, 15, 18, 4, 1, 1, false },
        { 2, 16, 24, 15, 18, 4, 1, 2, true },
        { 2, 16, 20, 14, 13, 3, 1, 0, false },
        { 2, 16, 20, 14, 13, 5, 1, 0, true },
        { 2, 16, 24, 32, 32, 4, 2, 1, false },
        { 2, 3, 17, 31, 28, 4, 2, 1, false },
        { 2, 9, 17, 33, 31, 4, 2, 2, false },
        { 3, 21, 18, 16, 19, 4, 2, 1, true },
        { 3, 21, 5, 16, 19, 4, 2, 0, true },
        { 1, 128, 64, 40, 40, 4, 2, 1, false },
        { 2, 3, 16, 16, 16, 3, 1, 1, false },
        { 2, 16, 3, 16, 16, 3, 1, 1, false },
        { 2, 24, 1, 15, 15, 4, 1, 1, false },
        { 2, 13, 18, 20, 17, 7, 1, 3, false },
        { 2, 24, 9, 15, 16, 7, 1, 2, true },
    };

    public void Dispose()
    {
        set_num_threads(1);
        _gradient.Dispose();
        _scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void Results_are_as_close_to_exact_ones_as_those_of_libtorch(int count, int inputs, int outputs, int height, int width, int kernel, int stride, int padding, bool transposed)
    {
        var (input, weight, bias) = Draw(count, inputs, outputs, height, width, kernel, transposed);
        var exact = DirectConvolution.Run(input.@double(), weight.@double(), bias.@double(), stride, padding, transposed);
        var direct = DirectConvolution.Run(input, weight, bias, stride, padding, transposed);

        var result = Convolve(input, weight, bias, stride, padding, transposed);

        TensorAssert.Close(exact, result, 2e-5);
        // Filters of two taps leave five results to a tile, whose last powers of the points are the largest.
        Assert.InRange(TensorAssert.Deviation(exact, result), 0, (stride == 1 ? 4 : 8) * TensorAssert.Deviation(exact, direct) + 2e-7);
    }

    [Fact]
    public void Memory_layout_does_not_matter()
    {
        var (input, weight, bias) = Draw(2, 16, 16, 12, 12, 3, transposed: false);

        var result = Convolve(input, weight, bias, 1, 1, transposed: false);

        TensorAssert.Same(result, Convolve(ChannelsLast.Of(input), ChannelsLast.Of(weight), bias, 1, 1, transposed: false));
        TensorAssert.Same(result, Convolve(input.transpose(2, 3).contiguous().transpose(2, 3), weight, bias, 1, 1, transposed: false));
    }

    [Fact]
    public void A_rectified_result_is_the_result_without_its_negative_values()
    {
        var (input, weight, bias) = Draw(1, 16, 16, 16, 16, 3, transposed: false);

        TensorAssert.Same(Convolve(input, weight, bias, 1, 1, transposed: false).relu(), Convolve(input, weight, bias, 1, 1, transposed: false, rectified: true));
    }

    [Theory]
    [MemberData(nameof(Convolutions))]
    public void The_number_of_threads_does_not_change_a_bit(int count, int inputs, int outputs, int height, int width, int kernel, int stride, int padding, bool transposed)
    {
        var (input, weight, bias) = Draw(count, inputs, outputs, height, width, kernel, transposed);
        var upper = randn_like(DirectConvolution.Run(input, weight, bias, stride, padding, transposed));
        var (fine, coarse) = transposed ? (upper, input) : (input, upper);

        var (result, gradient) = Both(threads: 1);
        var (otherResult, otherGradient) = Both(threads: 3);

        TensorAssert.Same(result, otherResult);
        TensorAssert.Same(gradient, otherGradient);

        (Tensor, Tensor) Both(int threads)
        {
            set_num_threads(threads);
            return (
                Convolve(input, weight, bias, stride, padding, transposed),
                WinogradConvolution.WeightGradient(fine, coarse, weight, WinogradShape.Of(input, weight, stride, padding, transposed)));
        }
    }

    /// <summary>Root of the mean square of deviations from float64, of results of about 1; the figures of decision 22.</summary>
    [Theory]
    [InlineData(3, 1, 1, 64, 9e-7)]
    [InlineData(3, 1, 1, 512, 9e-7)]
    [InlineData(4, 1, 1, 512, 9e-7)]
    [InlineData(5, 1, 2, 512, 1e-6)]
    [InlineData(7, 1, 3, 512, 9e-7)]
    [InlineData(4, 2, 1, 64, 9.5e-7)]
    [InlineData(4, 2, 1, 512, 1.1e-6)]
    public void Errors_stay_where_they_are_as_channels_become_more(int kernel, int stride, int padding, int channels, double bound)
    {
        var (input, weight, bias) = Draw(1, channels, 64, 32, 32, kernel, transposed: false);
        var exact = DirectConvolution.Run(input.@double(), weight.@double(), bias.@double(), stride, padding, transposed: false);
        var direct = TensorAssert.Deviation(exact, DirectConvolution.Run(input, weight, bias, stride, padding, transposed: false));

        var deviation = TensorAssert.Deviation(exact, Convolve(input, weight, bias, stride, padding, transposed: false));

        TestContext.Current.TestOutputHelper!.WriteLine($"{kernel}x{kernel}, stride {stride}, {channels} channels: {deviation:0.0e0}, libtorch {direct:0.0e0}");
        Assert.InRange(deviation, 0, bound);
    }

    public static TheoryData<float, float> Extremes => new() { { 3e37f, 1 }, { 1, 3e37f }, { -6e37f, 1e-20f }, { 3e38f, 3e38f } };

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Where_numbers_at_the_points_would_overflow_results_are_libtorchs(float inputs, float weights)
    {
        var (input, weight, bias) = Draw(2, 16, 24, 15, 18, 4, transposed: false);
        (input, weight) = (input * inputs, weight * weights);
        foreach (var rectified in (bool[])[false, true])
        {
            var direct = DirectConvolution.Run(input, weight, bias, 1, 1, transposed: false);
            AssertSame(rectified ? direct.relu() : direct, Convolve(input, weight, bias, 1, 1, transposed: false, rectified));
        }
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Where_numbers_at_the_points_would_overflow_gradients_of_weights_are_libtorchs(float fine, float coarse)
    {
        // Few tiles, and many.
        foreach (var side in (int[])[16, 48])
        {
            var (input, weight, bias) = Draw(1, 16, 24, side, side, 3, transposed: false);
            var upper = randn_like(DirectConvolution.Run(input, weight, bias, 1, 1, transposed: false));
            (input, upper) = (input * fine, upper * coarse);
            var shape = WinogradShape.Of(input, weight, 1, 1, transposed: false);

            AssertSame(WinogradConvolution.DirectWeightGradient(input, upper, shape), WinogradConvolution.WeightGradient(input, upper, weight, shape));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_not_finite_shows_where_libtorch_shows_it(float value)
    {
        var (input, weight, bias) = Draw(1, 16, 16, 16, 16, 3, transposed: false);
        input[0, 3, 5, 5] = value;

        var direct = DirectConvolution.Run(input, weight, bias, 1, 1, transposed: false);
        AssertSame(direct, Convolve(input, weight, bias, 1, 1, transposed: false));
        AssertSame(direct.relu(), Convolve(input, weight, bias, 1, 1, transposed: false, rectified: true));
    }

    [Theory]
    [InlineData(3, 1, 1, 16, 16, true)]
    [InlineData(5, 1, 2, 16, 16, true)]
    [InlineData(4, 1, 1, 16, 16, true)]
    [InlineData(4, 2, 1, 3, 64, true)]
    [InlineData(3, 2, 1, 16, 16, false)]
    [InlineData(7, 1, 3, 16, 16, true)]
    [InlineData(6, 1, 3, 16, 16, false)]
    [InlineData(3, 1, 1, 3, 16, true)]
    [InlineData(3, 1, 1, 16, 8, true)]
    [InlineData(3, 1, 1, 16, 4, false)]
    public void Supports_kernels_that_it_knows_with_enough_tiles(int kernel, int stride, int padding, int channels, int side, bool supported)
    {
        var input = zeros(1, channels, side, side);
        var weight = zeros(8, channels, kernel, kernel);
        var shape = WinogradShape.Of(input, weight, stride, padding, transposed: false);

        Assert.Equal(supported, WinogradConvolution.IsSupported(input, weight, shape, kept: true));
        Assert.False(WinogradConvolution.IsSupported(input.@double(), weight.@double(), shape, kept: true));
    }

    private static Tensor Convolve(Tensor input, Tensor weight, Tensor bias, int stride, int padding, bool transposed, bool rectified = false)
    {
        var shape = WinogradShape.Of(input, weight, stride, padding, transposed);
        using var filters = new WinogradFilters(weight, shape, back: transposed);
        return WinogradConvolution.Run(input, weight, shape, back: transposed, filters, bias, rectified);
    }

    /// <summary>Finite in the same places, and there as near as numbers of that size are.</summary>
    private static void AssertSame(Tensor expected, Tensor actual)
    {
        TensorAssert.Same(expected.isfinite(), actual.isfinite());
        Tensor wanted = Finite(expected), got = Finite(actual);
        TensorAssert.Close(wanted, got, 1e-5 * wanted.abs().max().item<double>());

        static Tensor Finite(Tensor tensor) => where(tensor.isfinite(), tensor, 0f).@double();
    }

    private static (Tensor Input, Tensor Weight, Tensor Bias) Draw(int count, int inputs, int outputs, int height, int width, int kernel, bool transposed) =>
        DirectConvolution.Draw(seed: 7, count, inputs, outputs, height, width, kernel, transposed);
}
