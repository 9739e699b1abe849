using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Tensors;

[Collection("Tensors")]
public sealed class ScalarMathTests
{
    [Fact]
    public void Numbers_survive_collections_during_the_call()
    {
        const int Calls = 60_000;
        using var counter = zeros(1, ScalarType.Int64);
        using var half = full(1, 0.5f);

        using (new RestlessCollector())
        {
            for (var i = 0; i < Calls; i++)
            {
                counter.IncrementInPlace();
                using var sum = half.Plus(half);
                using var product = sum.Times(3);
                if (product.item<float>() != 3) Assert.Fail($"Call {i} computed {product.item<float>()} instead of 3.");
            }
        }

        Assert.Equal(Calls, counter.item<long>());
    }

    [Fact]
    public void Every_operation_computes_what_its_name_says()
    {
        using var scope = NewDisposeScope();
        var x = tensor([-1.5f, 0, 2]);

        Assert.Equal([-3, 0, 4], x.Plus(x).data<float>().ToArray());
        Assert.Equal([-1, 0.5f, 2.5f], x.Plus(0.5).data<float>().ToArray());
        Assert.Equal([-2.5f, -1, 1], x.Minus(1).data<float>().ToArray());
        Assert.Equal([-3, 0, 4], x.Times(2).data<float>().ToArray());
        Assert.Equal([2.25f, 0, 4], x.Squared().data<float>().ToArray());
        Assert.Equal([-0.5f, 0, 2], x.AtLeast(-0.5).data<float>().ToArray());
        Assert.Equal([-1, 0, 1], x.Within(-1, 1).data<float>().ToArray());
        Assert.Equal([1.5f, 0, 2], x.Modulo(3).data<float>().ToArray());
        Assert.Equal([true, true, false], x.IsNotPositive().data<bool>().ToArray());
        Assert.Equal([7, 7, 2], x.Filled(x.IsNotPositive(), 7).data<float>().ToArray());
        Assert.Equal([0, 1, 2, 3], ScalarMath.Indices(4, ScalarType.Float64, CPU).data<double>().ToArray());
    }

    [Fact]
    public void Operations_in_place_change_the_tensor()
    {
        using var x = tensor([-1f, 2]);

        x.AddInPlace(1);
        x.TimesInPlace(2);
        Assert.Equal([0, 6], x.data<float>().ToArray());
        x.AddInPlace(x);
        Assert.Equal([0, 12], x.data<float>().ToArray());
        x.FillInPlace(-2);
        x.LeakyReluInPlace(0.25);
        Assert.Equal([-0.5f, -0.5f], x.data<float>().ToArray());
    }
}
