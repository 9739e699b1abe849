using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Tensors;

[Collection("Tensors")]
public sealed class FusedOperatorsTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Five_steps_of_Adam_equal_PyTorchs()
    {
        using var golden = new GoldenFile("adam");
        using var operators = new FusedOperators();
        string[] names = ["a", "b", "c"];
        Tensor[] parameters = [.. names.Select(name => golden[$"start.{name}"].clone())];
        Tensor[] means = [.. parameters.Select(parameter => zeros_like(parameter))], squares = [.. parameters.Select(parameter => zeros_like(parameter))];
        Tensor[] steps = [.. parameters.Select(_ => zeros([]))];

        for (var step = 0; step < 5; step++)
        {
            operators.Adam(parameters, [.. names.Select(name => golden[$"gradient.{step}.{name}"])], means, squares, steps, zeros([]), 0.01, 0.5, 0.999, 1e-8);

            for (var i = 0; i < names.Length; i++) TensorAssert.Close(golden[$"after.{step}.{names[i]}"], parameters[i], 1e-6, $"step {step}, {names[i]}");
        }

        Assert.All(steps, count => Assert.Equal(5, count.item<float>()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.25)]
    [InlineData(1)]
    public void Lerp_moves_every_target_by_its_share(double weight)
    {
        using var operators = new FusedOperators();
        Tensor[] targets = [full([2, 3], 1f), full([], -2f)], sources = [full([2, 3], 5f), full([], 2f)];

        operators.Lerp(targets, sources, weight);

        TensorAssert.Close(full([2, 3], 1 + 4 * weight), targets[0], 1e-6);
        TensorAssert.Close(full([], -2 + 4 * weight), targets[1], 1e-6);
        TensorAssert.Close(full([], 2f), sources[1], 0);
    }

    [Fact]
    public void Copy_fills_every_target()
    {
        using var operators = new FusedOperators();
        Tensor[] targets = [zeros(2, 3, dtype: ScalarType.Int64), zeros([], ScalarType.Int64)], sources = [ones(2, 3, dtype: ScalarType.Int64) * 5, tensor(7L)];

        operators.Copy(targets, sources);

        for (var i = 0; i < targets.Length; i++) TensorAssert.Same(sources[i], targets[i]);
    }

    [Fact]
    public void Norm_takes_all_tensors_as_one_vector_and_clipping_scales_them()
    {
        using var operators = new FusedOperators();
        Tensor[] tensors = [tensor([1f, 2]), tensor(-2f)];

        Assert.Equal(3, operators.Norm(tensors).item<float>(), 1e-6);
        Assert.Equal(3, operators.ClipGradientNorm(tensors, 1.5).item<float>(), 1e-6);
        TensorAssert.Close(tensor([0.5f, 1]), tensors[0], 1e-6);
        TensorAssert.Close(tensor(-1f), tensors[1], 1e-6);
    }

    [Fact]
    public void A_call_makes_no_tensor()
    {
        using var operators = new FusedOperators();
        Tensor[] targets = [ones(2)], sources = [zeros(2)];
        operators.Lerp(targets, sources, 0.5);
        var before = LiveTensors.Settled();

        operators.Lerp(targets, sources, 0.5);

        Assert.Equal(before, LiveTensors.Now());
    }
}
