using static TorchSharp.torch;

namespace GlGan.Tests;

/// <summary>Assertions on whole tensors. Both are borrowed.</summary>
internal static class TensorAssert
{
    internal static void Close(Tensor expected, Tensor actual, double tolerance, string what = "")
    {
        Assert.Equal(expected.shape, actual.shape);
        var worst = Distance(expected, actual);
        Assert.True(worst <= tolerance, $"{what}: differs by {worst:g4}, more than {tolerance:g4}.");
    }

    /// <summary>Bitwise equality of values: NaN equals nothing.</summary>
    internal static void Same(Tensor expected, Tensor actual, string what = "") => Assert.True(expected.Equals(actual), $"{what}: not bitwise equal.");

    /// <summary>Largest absolute difference; NaN when there is a NaN.</summary>
    internal static double Distance(Tensor expected, Tensor actual)
    {
        using var scope = NewDisposeScope();
        return (expected.detach().to(ScalarType.Float64) - actual.detach().to(ScalarType.Float64)).abs().max().item<double>();
    }

    /// <summary>Root of the mean squared difference.</summary>
    internal static double Deviation(Tensor expected, Tensor actual)
    {
        using var scope = NewDisposeScope();
        return (expected.detach().to(ScalarType.Float64) - actual.detach().to(ScalarType.Float64)).square().mean().sqrt().item<double>();
    }

    internal static bool IsFinite(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().isfinite().all().item<bool>();
    }
}
