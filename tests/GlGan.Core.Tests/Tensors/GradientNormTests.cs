using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Tensors;

[Collection("Tensors")]
public sealed class GradientNormTests : IDisposable
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
        var gradients = Enumerable.Range(0, 3).Select(i => golden[$"{name}.before.{i}"].clone()).ToArray();

        var norm = _operators.ClipGradientNorm(gradients, largest);

        TensorAssert.Close(golden[$"{name}.norm"], norm, 1e-5);
        for (var i = 0; i < 3; i++) TensorAssert.Close(golden[$"{name}.after.{i}"], gradients[i], name == "untouched" ? 0 : 1e-7);
    }

    [Theory]
    [InlineData(1e18f, true)]
    [InlineData(float.NaN, false)]
    [InlineData(float.NegativeInfinity, false)]
    public void The_norm_is_finite_only_if_every_value_is(float value, bool finite) =>
        Assert.Equal(finite, float.IsFinite(_operators.Norm([ones(3, 3), tensor([0, value])]).item<float>()));
}
