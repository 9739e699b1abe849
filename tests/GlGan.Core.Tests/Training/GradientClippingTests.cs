using GlGan.Runtime;
using GlGan.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class GradientClippingTests : IDisposable
{
    private readonly FusedOperators _operators = new();
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _operators.Dispose();
    }

    [Theory]
    [InlineData("clipped", 1)]
    [InlineData("untouched", 100)]
    public void Clipping_by_norm_equals_PyTorchs(string name, double largest)
    {
        using var golden = new GoldenFile("clipping");
        var parameters = Parameters([.. Enumerable.Range(0, 3).Select(i => golden[$"{name}.before.{i}"].clone())]);

        var norm = GradientClipping.ByNorm(_operators, parameters, largest);

        TensorAssert.Close(golden[$"{name}.norm"], norm, 1e-5);
        for (var i = 0; i < 3; i++) TensorAssert.Close(golden[$"{name}.after.{i}"], parameters[i].grad!, name == "untouched" ? 0 : 1e-7);
    }

    [Fact]
    public void The_norm_is_that_of_all_gradients_together()
    {
        var parameters = Parameters(tensor([3f, 0]), tensor(4f));

        Assert.Equal(5, GradientClipping.ByNorm(_operators, parameters, 2.5).item<float>(), 1e-6);

        Assert.Equal(1.5, parameters[0].grad![0].item<float>(), 1e-5);
        Assert.Equal(2, parameters[1].grad!.item<float>(), 1e-5);
    }

    [Fact]
    public void Clipping_by_value_clamps_every_element()
    {
        var parameters = Parameters(tensor([-3f, 0.25f, 0.5f]), tensor(4f));

        GradientClipping.ByValue(_operators, parameters, 0.5);

        Assert.Equal([-0.5f, 0.25f, 0.5f], parameters[0].grad!.data<float>().ToArray());
        Assert.Equal(0.5f, parameters[1].grad!.item<float>());
    }

    [Fact]
    public void Parameters_without_gradient_do_not_count()
    {
        Parameter[] parameters = [new(zeros(2)), .. Parameters(tensor([6f, 8]))];

        Assert.Equal(10, GradientClipping.ByNorm(_operators, parameters, 5).item<float>(), 1e-5);

        Assert.Null(parameters[0].grad);
        Assert.Equal(0, GradientClipping.ByNorm(_operators, parameters[..1], 5).item<float>());
        GradientClipping.ByValue(_operators, parameters[..1], 5);
        Assert.True(FiniteCheck.Passes(_operators, [], parameters[..1]));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1e18f, 1e18f, true)]
    [InlineData(1, float.NaN, false)]
    [InlineData(float.PositiveInfinity, 1, false)]
    [InlineData(float.NegativeInfinity, float.PositiveInfinity, false)]
    public void The_check_passes_finite_gradients_only(float first, float second, bool passes) =>
        Assert.Equal(passes, FiniteCheck.Passes(_operators, [ones([])], Parameters(ones(3, 3), tensor([0, first]), tensor(second))));

    [Theory]
    [InlineData(-7, true)]
    [InlineData(float.NaN, false)]
    [InlineData(float.PositiveInfinity, false)]
    public void The_check_looks_at_losses_too(float loss, bool passes)
    {
        var parameters = Parameters(ones(3));

        Assert.Equal(passes, FiniteCheck.Passes(_operators, [ones([]), tensor(loss).requires_grad_(true) * 1f], parameters));
        Assert.Equal(passes, FiniteCheck.Passes(_operators, [tensor(loss)], []));
    }

    [Fact]
    public void Nothing_but_the_norm_stays_alive()
    {
        var parameters = Parameters(ones(3), ones(2, 2));
        var losses = new[] { ones([]) };
        GradientClipping.ByNorm(_operators, parameters, 1).Dispose();
        var before = LiveTensors.Settled();

        GradientClipping.ByNorm(_operators, parameters, 1).Dispose();
        GradientClipping.ByValue(_operators, parameters, 1);
        FiniteCheck.Passes(_operators, losses, parameters);

        Assert.Equal(before, LiveTensors.Now());
    }

    private static Parameter[] Parameters(params Tensor[] gradients) => [.. gradients.Select(gradient =>
    {
        var parameter = new Parameter(zeros_like(gradient));
        parameter.grad = gradient;
        return parameter;
    })];
}
