using GlGan.Kernels;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace GlGan.Tests.Kernels;

[Collection("Tensors")]
public sealed class WinogradFunctionTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(2, 16, 24, 21, 18, 3, false)]
    [InlineData(3, 24, 10, 19, 20, 3, true)]
    [InlineData(2, 9, 13, 17, 12, 5, false)]
    [InlineData(1, 16, 16, 16, 16, 5, true)]
    [InlineData(1, 70, 33, 40, 40, 3, false)]
    public void Gradients_are_those_of_the_direct_convolution(int count, int inputs, int outputs, int height, int width, int taps, bool transposed)
    {
        var (input, weight, bias, upper) = Draw(count, inputs, outputs, height, width, taps, transposed);
        Tensor[] exactInputs = [Leaf(input.@double()), Leaf(weight.@double()), Leaf(bias.@double())];
        var expected = autograd.grad([Direct(exactInputs[0], exactInputs[1], exactInputs[2], transposed)], exactInputs, [upper.@double()]);

        var gradients = autograd.grad([WinogradFunction.Convolve(input, weight, bias, transposed)], [input, weight, bias], [upper]);

        foreach (var (wanted, got) in expected.Zip(gradients)) TensorAssert.Close(wanted, got, 1e-5 * wanted.abs().max().item<double>() + 1e-5);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void What_wants_no_gradient_gets_none(bool inputWants, bool weightWants)
    {
        var (input, weight, _, upper) = Draw(1, 16, 16, 16, 16, 3, transposed: false);
        (input.requires_grad, weight.requires_grad) = (inputWants, weightWants);

        WinogradFunction.Convolve(input, weight, null, transposed: false).backward([upper]);

        Assert.Equal(inputWants, input.grad is not null);
        Assert.Equal(weightWants, weight.grad is not null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradients_of_gradients_are_those_of_the_direct_convolution(bool transposed)
    {
        var (input, weight, bias, _) = Draw(1, 9, 8, 16, 16, 3, transposed);

        var expected = Penalty(Direct);
        var gradients = Penalty(WinogradFunction.Convolve);

        foreach (var (wanted, got) in expected.Zip(gradients)) TensorAssert.Close(wanted, got, 1e-4 * wanted.abs().max().item<float>());

        Tensor[] Penalty(Func<Tensor, Tensor, Tensor, bool, Tensor> convolve)
        {
            var first = autograd.grad([convolve(input, weight, bias, transposed).square().sum()], [input], retain_graph: true, create_graph: true)[0];
            return [.. autograd.grad([first.square().sum()], [input, weight])];
        }
    }

    [Fact]
    public void Steps_leave_no_tensor_behind()
    {
        var (input, weight, bias, upper) = Draw(1, 16, 16, 16, 16, 3, transposed: false);
        Step();
        var before = LiveTensors.Settled();

        for (var i = 0; i < 5; i++) Step();

        Assert.Equal(before, LiveTensors.Settled());

        void Step()
        {
            using var scope = NewDisposeScope();
            WinogradFunction.Convolve(input, weight, bias, transposed: false).backward([upper]);
            foreach (var leaf in (Tensor[])[input, weight, bias]) leaf.grad = null;
        }
    }

    private static (Tensor Input, Tensor Weight, Tensor Bias, Tensor Upper) Draw(int count, int inputs, int outputs, int height, int width, int taps, bool transposed)
    {
        using var random = new Generator(3);
        var weight = (transposed ? randn([inputs, outputs, taps, taps], generator: random) : randn([outputs, inputs, taps, taps], generator: random)) / Math.Sqrt(inputs * taps * taps);
        return (Leaf(randn([count, inputs, height, width], generator: random)), Leaf(weight), Leaf(randn([outputs], generator: random)), randn([count, outputs, height, width], generator: random));
    }

    private static Tensor Leaf(Tensor values)
    {
        var leaf = values.detach();
        leaf.requires_grad = true;
        return leaf;
    }

    private static Tensor Direct(Tensor input, Tensor weight, Tensor bias, bool transposed)
    {
        var padding = weight.shape[2] / 2;
        return transposed ? conv_transpose2d(input, weight, bias, [1, 1], [padding, padding]) : conv2d(input, weight, bias, [1, 1], [padding, padding]);
    }
}
