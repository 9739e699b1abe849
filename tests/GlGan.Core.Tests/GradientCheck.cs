using static TorchSharp.torch;

namespace GlGan.Tests;

/// <summary>
/// Compares autograd with central differences in float64. With a step of 1e-6 the truncation error is of the order 1e-12 and the rounding error of the
/// order 1e-10 of the function's value, far below the tolerance of 1e-6 of the largest gradient of the same tensor plus 1e-8 of the value. A unit that
/// crosses a kink of ReLU or maximum within a step would be off by its whole weight; with fixed seeds none does.
/// </summary>
internal static class GradientCheck
{
    private const double StepLength = 1e-6;
    private const double Tolerance = 1e-6;

    /// <summary>Checks up to <paramref name="samples"/> elements of each leaf, spread over it.</summary>
    /// <param name="function">A differentiable scalar of the leaves; called many times.</param>
    /// <param name="leaves">Float64 leaves that require gradients, by name.</param>
    /// <param name="samples">Elements of each leaf to check.</param>
    internal static void Run(Func<Tensor> function, IReadOnlyList<(string Name, Tensor Leaf)> leaves, int samples = 5)
    {
        using var scope = NewDisposeScope();
        var value = function();
        Assert.Equal(ScalarType.Float64, value.dtype);
        var gradients = autograd.grad([value], [.. leaves.Select(leaf => leaf.Leaf)]);
        for (var i = 0; i < leaves.Count; i++) CheckLeaf(function, leaves[i].Name, leaves[i].Leaf, gradients[i], Math.Abs(value.item<double>()), samples);
    }

    /// <summary>A leaf of the same values, which takes a gradient.</summary>
    internal static Tensor Leaf(Tensor values)
    {
        var leaf = values.detach();
        leaf.requires_grad = true;
        return leaf;
    }

    /// <summary>The outputs of a network as one scalar: their sum with fixed random weights, because a plain sum hides errors that cancel.</summary>
    internal static Tensor Scalarize(IEnumerable<Tensor> outputs)
    {
        using var scope = NewDisposeScope();
        using var random = TestDevice.Random(99);
        var total = zeros([], ScalarType.Float64);
        foreach (var output in outputs) total = total + (output * randn(output.shape, ScalarType.Float64, generator: random)).sum();
        return total.MoveToOuterDisposeScope();
    }

    private static void CheckLeaf(Func<Tensor> function, string name, Tensor leaf, Tensor gradient, double value, int samples)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var analytic = gradient.contiguous().data<double>().ToArray();
        var flat = leaf.view(-1);
        var allowed = Tolerance * analytic.Max(Math.Abs) + 1e-8 * value;
        var count = Math.Min(samples, analytic.Length);
        for (var i = 0; i < count; i++)
        {
            var index = (long)i * analytic.Length / count;
            var original = flat[index].item<double>();
            var numeric = (Evaluate(original + StepLength) - Evaluate(original - StepLength)) / (2 * StepLength);
            flat[index] = tensor(original, ScalarType.Float64);
            Assert.True(
                Math.Abs(numeric - analytic[index]) <= allowed,
                $"{name}[{index}]: autograd says {analytic[index]:g8}, central differences {numeric:g8}; allowed difference {allowed:g3}.");

            double Evaluate(double at)
            {
                flat[index] = tensor(at, ScalarType.Float64);
                using var result = function();
                return result.item<double>();
            }
        }
    }
}
