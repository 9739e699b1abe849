using GlGan.Kernels;
using static TorchSharp.torch;

namespace GlGan.Tests.Kernels;

[Collection("Tensors")]
[OnTheCpu("these kernels serve the CPU.")]
public sealed class WinogradFunctionTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(2, 16, 24, 21, 18, 3, 1, 1, false)]
    [InlineData(3, 24, 10, 19, 20, 3, 1, 1, true)]
    [InlineData(2, 9, 13, 17, 12, 5, 1, 2, false)]
    [InlineData(1, 16, 16, 16, 16, 5, 1, 2, true)]
    [InlineData(1, 70, 33, 40, 40, 3, 1, 1, false)]
    [InlineData(2, 16, 20, 19, 14, 4, 1, 1, false)]
    [InlineData(2, 16, 20, 19, 14, 4, 1, 2, true)]
    [InlineData(2, 3, 20, 32, 28, 4, 2, 1, false)]
    [InlineData(2, 12, 20, 31, 33, 4, 2, 1, false)]
    [InlineData(2, 12, 20, 33, 30, 4, 2, 2, false)]
    [InlineData(2, 20, 12, 16, 13, 4, 2, 1, true)]
    [InlineData(2, 12, 20, 16, 13, 7, 1, 3, false)]
    [InlineData(2, 20, 12, 16, 13, 7, 1, 3, true)]
    public void Gradients_are_those_of_the_direct_convolution(int count, int inputs, int outputs, int height, int width, int kernel, int stride, int padding, bool transposed)
    {
        var (input, weight, bias) = Draw(count, inputs, outputs, height, width, kernel, transposed);
        Tensor[] exactInputs = [GradientCheck.Leaf(input.@double()), GradientCheck.Leaf(weight.@double()), GradientCheck.Leaf(bias.@double())];
        var exact = DirectConvolution.Run(exactInputs[0], exactInputs[1], exactInputs[2], stride, padding, transposed);
        var upper = randn_like(exact, requires_grad: false);
        var expected = autograd.grad([exact], exactInputs, [upper]);

        var gradients = autograd.grad([Convolve(input, weight, bias, stride, padding, transposed)], [input, weight, bias], [upper.@float()]);

        foreach (var (wanted, got) in expected.Zip(gradients)) TensorAssert.Close(wanted, got, 1e-5 * wanted.abs().max().item<double>() + 1e-5);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void What_wants_no_gradient_gets_none(bool inputWants, bool weightWants)
    {
        var (input, weight, _) = Draw(1, 16, 16, 16, 16, 3, transposed: false);
        (input.requires_grad, weight.requires_grad) = (inputWants, weightWants);

        Convolve(input, weight, null, 1, 1, transposed: false).sum().backward();

        Assert.Equal(inputWants, input.grad is not null);
        Assert.Equal(weightWants, weight.grad is not null);
    }

    [Theory]
    [InlineData(3, 1, 1, 16, false)]
    [InlineData(3, 1, 1, 16, true)]
    [InlineData(4, 1, 1, 16, false)]
    [InlineData(4, 2, 1, 21, false)]
    [InlineData(4, 2, 2, 20, false)]
    [InlineData(4, 2, 1, 12, true)]
    public void Gradients_of_gradients_are_those_of_the_direct_convolution(int kernel, int stride, int padding, int side, bool transposed)
    {
        var (input, weight, bias) = Draw(1, 9, 8, side, side, kernel, transposed);

        var expected = Penalty(DirectConvolution.Run);
        var gradients = Penalty(Convolve);

        foreach (var (wanted, got) in expected.Zip(gradients)) TensorAssert.Close(wanted, got, 1e-4 * wanted.abs().max().item<float>());

        Tensor[] Penalty(Func<Tensor, Tensor, Tensor?, int, int, bool, Tensor> convolve)
        {
            var first = autograd.grad([convolve(input, weight, bias, stride, padding, transposed).square().sum()], [input], retain_graph: true, create_graph: true)[0];
            return [.. autograd.grad([first.square().sum()], [input, weight])];
        }
    }

    [Fact]
    public void A_penalty_on_gradients_that_do_not_depend_on_the_result_reaches_the_weights()
    {
        var (input, weight, bias) = Draw(1, 9, 8, 16, 16, 3, transposed: false);

        Tensor Penalty(Func<Tensor, Tensor, Tensor?, int, int, bool, Tensor> convolve)
        {
            using var scope = NewDisposeScope();
            var first = autograd.grad([convolve(input, weight, bias, 1, 1, false).sum()], [input], create_graph: true)[0];
            return autograd.grad([first.square().sum()], [weight])[0].MoveToOuterDisposeScope();
        }

        TensorAssert.Close(Penalty(DirectConvolution.Run), Penalty(Convolve), 1e-2);
    }

    [Fact]
    public void Steps_leave_no_tensor_behind()
    {
        var (input, weight, bias) = Draw(1, 16, 16, 16, 16, 3, transposed: false);
        LiveTensors.AssertNoneLeftBy(() =>
        {
            using var scope = NewDisposeScope();
            Convolve(input, weight, bias, 1, 1, transposed: false).sum().backward();
            foreach (var leaf in (Tensor[])[input, weight, bias]) leaf.grad = null;
        });
    }

    private static (Tensor Input, Tensor Weight, Tensor Bias) Draw(int count, int inputs, int outputs, int height, int width, int kernel, bool transposed)
    {
        var (input, weight, bias) = DirectConvolution.Draw(seed: 3, count, inputs, outputs, height, width, kernel, transposed);
        return (GradientCheck.Leaf(input), GradientCheck.Leaf(weight), GradientCheck.Leaf(bias));
    }

    private static Tensor Convolve(Tensor input, Tensor weight, Tensor? bias, int stride, int padding, bool transposed) =>
        WinogradFunction.Convolve(input, weight, bias, WinogradShape.Of(input, weight, stride, padding, transposed), transposed);
}
