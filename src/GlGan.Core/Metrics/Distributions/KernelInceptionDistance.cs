using GlGan.Foundation;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Metrics;

/// <summary>
/// Kernel inception distance (Bińkowski et al., ICLR 2018): the unbiased squared maximum mean discrepancy under the kernel <c>(x·y / d + 1)³</c>. Lower is better;
/// because it is unbiased, its expectation is 0 for equal distributions and it can be negative. Computed in float64.
/// </summary>
public static class KernelInceptionDistance
{
    private const long BlockRows = 1024;

    /// <summary>Mean and deviation over random subsets, as papers report it.</summary>
    /// <param name="generated">Floating-point features <c>[N, d]</c>. Borrowed.</param>
    /// <param name="real">Features <c>[M, d]</c> on the same device; the order of the two changes only the subsets drawn. Borrowed.</param>
    /// <param name="options">Number, size and seed of the subsets.</param>
    /// <exception cref="ArgumentException">The dimensions differ, a set is smaller than a subset, or the options are invalid.</exception>
    /// <exception cref="InvalidOperationException">Some features hold NaN or infinity.</exception>
    public static MetricEstimate Compute(Tensor generated, Tensor real, KernelInceptionOptions? options = null)
    {
        options = options.ValidOrDefault();
        FeatureRows.GuardPair(generated, real, options.SubsetSize);
        FeatureRows.RequireFinite(generated, real);
        var parts = new double[options.Subsets];
        for (var i = 0; i < parts.Length; i++)
        {
            using var scope = NewDisposeScope();
            parts[i] = Estimate(
                Subset(generated, options.SubsetSize, new CounterRandom(options.Seed, 0, (ulong)i)),
                Subset(real, options.SubsetSize, new CounterRandom(options.Seed, 1, (ulong)i)));
        }

        return MetricEstimate.Of(parts);
    }

    /// <summary>The estimate from all features at once, block by block: time grows with the product of the numbers, memory does not.</summary>
    /// <param name="generated">Floating-point features <c>[N, d]</c>, N at least 2. Borrowed.</param>
    /// <param name="real">Features <c>[M, d]</c>, M at least 2, on the same device. Borrowed.</param>
    /// <exception cref="ArgumentException">The dimensions differ, or a set has fewer than 2 features.</exception>
    /// <exception cref="InvalidOperationException">Some features hold NaN or infinity.</exception>
    public static double ComputeFull(Tensor generated, Tensor real)
    {
        FeatureRows.GuardPair(generated, real, 2);
        FeatureRows.RequireFinite(generated, real);
        return Estimate(generated, real);
    }

    private static double Estimate(Tensor generated, Tensor real)
    {
        double n = generated.shape[0], m = real.shape[0];
        return KernelSum(generated, null) / (n * (n - 1)) + KernelSum(real, null) / (m * (m - 1)) - 2 * KernelSum(generated, real) / (n * m);
    }

    private static Tensor Subset(Tensor features, int size, CounterRandom random) =>
        features.index_select(0, tensor(FeatureRows.Draw(features.shape[0], size, random), device: features.device)).to(ScalarType.Float64);

    // Over all pairs of two sets, or over the pairs of different features of one.
    private static double KernelSum(Tensor rows, Tensor? columns)
    {
        double sum = 0;
        foreach (var (start, length) in FeatureRows.Blocks(rows.shape[0], BlockRows))
        {
            using var scope = NewDisposeScope();
            var block = FeatureRows.Wide(rows, start, length);
            var other = columns ?? rows;
            foreach (var (otherStart, otherLength) in FeatureRows.Blocks(other.shape[0], BlockRows))
            {
                using var inner = NewDisposeScope();
                var kernel = Kernel(block.mm(FeatureRows.Wide(other, otherStart, otherLength).t()), rows.shape[1]);
                if (columns is null && otherStart == start) kernel = kernel - kernel.diagonal(0, 0, 1).diag();
                sum += kernel.sum().item<double>();
            }
        }

        return sum;
    }

    private static Tensor Kernel(Tensor products, long dimension)
    {
        var sum = products.Times(1.0 / dimension).Plus(1);
        return sum.Squared().mul(sum);
    }
}
