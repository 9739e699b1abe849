using GlGan.Kernels;
using GlGan.Layers;
using GlGan.Tensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace GlGan.Tests.Kernels;

[Collection("Tensors")]
[OnTheCpu("these kernels serve the CPU.")]
public sealed class RectifiedBatchNormTests : IDisposable
{
    private const double Epsilon = 1e-5, Momentum = 0.1;

    private readonly IDisposable _scope = NewDisposeScope();

    // Blocks have 32768 numbers: the first shape has several, with a last one that is shorter.
    public static TheoryData<int, int, int, int, double, double> Shapes => new()
    {
        { 3, 40, 31, 29, 0, 0 },
        { 1, 8, 17, 5, 0.2, 0 },
        { 2, 12, 9, 7, 0, 3 },
        { 4, 64, 33, 17, 0.2, 1000 },
        { 1, 19, 1, 2, 0, 0 },
        { 2, 512, 1, 1, 0.2, 1 },
    };

    public void Dispose()
    {
        set_num_threads(1);
        _scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Results_and_gradients_are_as_close_to_exact_ones_as_those_of_libtorch(int count, int channels, int height, int width, double slope, double mean)
    {
        Tensor[] inputs = Draw(count, channels, height, width, mean), wide = [.. inputs.Select(input => GradientCheck.Leaf(input.@double()))];
        var upper = randn(count, channels, height, width);
        var exact = Composed(wide, slope);
        var direct = Composed(inputs, slope);
        var fused = Fused(inputs, slope);

        AssertAsClose(exact, direct, fused, "result");
        Tensor[] expected = [.. autograd.grad([exact], wide, [upper.@double()])], gradients = [.. autograd.grad([direct], inputs, [upper])], got = [.. autograd.grad([fused], inputs, [upper])];
        for (var i = 0; i < expected.Length; i++) AssertAsClose(expected[i], gradients[i], got[i], $"gradient {i}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void Running_statistics_are_those_of_PyTorch(double mean)
    {
        var input = Draw(4, 24, 40, 41, mean)[0].detach();
        Tensor means = randn(24), variances = rand(24), exactMeans = means.@double(), exactVariances = variances.@double();
        batch_norm(input.@double(), exactMeans, exactVariances, null, null, true, Momentum, Epsilon);

        ChannelStatistics.Of(input).BlendInto(means, variances, Momentum);

        // Half a unit in the last place of means up to 4, or about 100; of variances, which are sums, some more.
        TensorAssert.Close(exactMeans, means, 1.2e-7 * (1 + Momentum * mean));
        TensorAssert.Close(exactVariances, variances, 1e-6);
    }

    [Fact]
    public void One_deviating_pixel_at_the_beginning_does_not_spoil_the_variance()
    {
        var input = ChannelsLast.Of(randn(1, 8, 64, 64));
        input[0, .., 0, 0] = 1e4f;
        var exact = input.@double().var([0, 2, 3], unbiased: false);

        // Sums of squares are some 16 times what is left of them here, after 1024 additions of float32.
        TensorAssert.Close(ones(8, ScalarType.Float64), tensor(ChannelStatistics.Of(input).Variance) / exact, 1e-4);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_number_of_threads_does_not_change_a_bit(int count, int channels, int height, int width, double slope, double mean)
    {
        var inputs = Draw(count, channels, height, width, mean);
        var upper = randn(count, channels, height, width);

        foreach (var (one, three) in All(threads: 1).Zip(All(threads: 3))) TensorAssert.Same(one, three);

        Tensor[] All(int threads)
        {
            set_num_threads(threads);
            var result = Fused(inputs, slope);
            return [result.detach(), .. autograd.grad([result], inputs, [upper])];
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Not_a_number_stays_in_sight_where_libtorch_shows_it(double slope)
    {
        var inputs = Draw(2, 16, 8, 8, 0);
        using (no_grad()) inputs[0][1, 3, 2, 2] = float.NaN;
        var upper = randn(2, 16, 8, 8);
        Tensor direct = Composed(inputs, slope), fused = Fused(inputs, slope);

        TensorAssert.Same(direct.isnan(), fused.isnan());
        Assert.True(fused[0, 3].isnan().all().item<bool>());
        TensorAssert.Same(autograd.grad([direct], inputs, [upper])[0].isnan(), autograd.grad([fused], inputs, [upper])[0].isnan());
    }

    [Fact]
    public void Gradients_of_a_result_may_lie_in_any_order()
    {
        var inputs = Draw(2, 16, 9, 7, 0);
        var upper = randn(2, 16, 9, 7);
        var expected = autograd.grad([Fused(inputs, 0)], inputs, [ChannelsLast.Of(upper)]);

        foreach (var (wanted, got) in expected.Zip(autograd.grad([Fused(inputs, 0)], inputs, [upper]))) TensorAssert.Same(wanted, got);
        TensorAssert.Same(autograd.grad([Fused(inputs, 0)], [inputs[2]], [ones_like(upper)])[0], autograd.grad([Fused(inputs, 0).sum()], [inputs[2]])[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Gradients_of_gradients_are_those_of_libtorchs_operators(double slope)
    {
        Tensor[] inputs = Draw(2, 9, 6, 5, 0.5), wide = [.. inputs.Select(input => GradientCheck.Leaf(input.@double()))];

        var expected = Penalty(wide, Composed(wide, slope));
        var gradients = Penalty(inputs, Fused(inputs, slope));

        foreach (var (wanted, got) in expected.Zip(gradients)) TensorAssert.Close(wanted, got, 1e-4 * wanted.abs().max().item<double>());

        // Gradients of all three, so that each is differentiated.
        static Tensor[] Penalty(Tensor[] leaves, Tensor result)
        {
            var first = autograd.grad([result.pow(3).sum()], leaves, retain_graph: true, create_graph: true);
            return [.. autograd.grad([first.Select(gradient => gradient.square().sum()).Aggregate((sum, next) => sum + next)], leaves)];
        }
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public void What_wants_no_gradient_gets_none(bool inputWants, bool weightWants, bool biasWants)
    {
        var inputs = Draw(1, 8, 5, 5, 0);
        (inputs[0].requires_grad, inputs[1].requires_grad, inputs[2].requires_grad) = (inputWants, weightWants, biasWants);

        Fused(inputs, 0).backward([randn(1, 8, 5, 5)]);

        Assert.Equal([inputWants, weightWants, biasWants], inputs.Select(input => input.grad is not null));
    }

    [Theory]
    [InlineData(2, 8, 4, 4, true)]
    [InlineData(1, 12, 1, 2, true)]
    [InlineData(2, 7, 4, 4, false)]
    [InlineData(1, 8, 1, 1, false)]
    public void Supports_float32_of_at_least_8_channels_that_lie_together_and_more_than_one_pixel(int count, int channels, int height, int width, bool supported)
    {
        var input = ChannelsLast.Of(zeros(count, channels, height, width));

        Assert.Equal(supported, RectifiedBatchNorm.IsSupported(input));
        Assert.False(RectifiedBatchNorm.IsSupported(input.@double()));
        Assert.False(RectifiedBatchNorm.IsSupported(zeros(count, channels, height, width)));
    }

    [Fact]
    public void Blocks_use_it_in_training_with_the_same_results_and_buffers_as_the_parts()
    {
        using var block = ConvBlock.Same(16, 16, 3, NormKind.Batch);
        using var parts = new BatchNormalization(16);
        var input = randn(4, 16, 16, 16);
        var convolution = (Convolution)block.named_children().Single(child => child.name == "conv").module;
        using var convolved = convolution.call(input);
        Assert.True(parts.CanRectify(convolved));

        for (var step = 0; step < 2; step++) TensorAssert.Close(parts.call(convolved).relu(), block.call(input), 1e-5);

        foreach (var (name, buffer) in parts.named_buffers()) TensorAssert.Close(buffer, block.state_dict()[$"norm.{name}"], 1e-6, name);
        block.eval();
        parts.eval();
        Assert.False(parts.CanRectify(convolved));
        TensorAssert.Close(parts.call(convolved).relu(), block.call(input), 1e-5);
    }

    [Fact]
    public void Steps_leave_no_tensor_behind()
    {
        var inputs = Draw(1, 16, 16, 16, 0);
        var upper = randn(1, 16, 16, 16);
        LiveTensors.AssertNoneLeftBy(() =>
        {
            using var scope = NewDisposeScope();
            Fused(inputs, 0).backward([upper]);
            using (no_grad()) Fused(inputs, 0);
            foreach (var leaf in inputs) leaf.grad = null;
        });
    }

    // Not farther from exact than four times libtorch's float32 on average, or the last places of float32.
    private static void AssertAsClose(Tensor exact, Tensor direct, Tensor fused, string what)
    {
        var allowed = 4 * TensorAssert.Deviation(exact, direct) + 2e-7 * exact.abs().max().item<double>();
        var got = TensorAssert.Deviation(exact, fused);
        Assert.True(got <= allowed, $"{what}: deviates by {got:g3}, more than {allowed:g3}.");
    }

    private static Tensor[] Draw(int count, int channels, int height, int width, double mean)
    {
        using var random = TestDevice.Random(11);
        var input = randn([count, channels, height, width], generator: random).Plus(mean);
        return [GradientCheck.Leaf(ChannelsLast.Of(input)), GradientCheck.Leaf(randn([channels], generator: random).Plus(1)), GradientCheck.Leaf(randn([channels], generator: random))];
    }

    private static Tensor Composed(Tensor[] inputs, double slope)
    {
        var normal = batch_norm(inputs[0], null, null, inputs[1], inputs[2], true, Momentum, Epsilon);
        return slope == 0 ? normal.relu() : leaky_relu(normal, slope);
    }

    private static Tensor Fused(Tensor[] inputs, double slope) =>
        RectifiedBatchNorm.Run(inputs[0], ChannelStatistics.Of(inputs[0]), inputs[1], inputs[2], Epsilon, slope);
}
