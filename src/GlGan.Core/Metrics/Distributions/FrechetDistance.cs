using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Metrics;

/// <summary>
/// Fréchet distance between the Gaussians of two sets of features (Dowson and Landau, 1982); FID (Heusel et al., NeurIPS 2017) when the features are those of the FID
/// Inception network: <c>|μ₁ − μ₂|² + tr S₁ + tr S₂ − 2 tr √(√S₁ S₂ √S₁)</c>. At least 0, lower is better. This form has symmetric matrices only, so it stays real
/// where there are fewer samples than dimensions. Sets of different sizes have different bias: compare with 50,000 samples, or with as many as the other did.
/// </summary>
public static class FrechetDistance
{
    /// <summary>Compares two sets by their statistics.</summary>
    /// <param name="first">One set.</param>
    /// <param name="second">The other; the order does not matter.</param>
    /// <param name="device">Where it computes; <see langword="null"/> for the CPU.</param>
    /// <returns>The distance, not its root.</returns>
    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public static double Compute(FeatureStatistics first, FeatureStatistics second, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Dimension != second.Dimension)
            throw new ArgumentException($"Features of one dimension can be compared; got {first.Dimension} and {second.Dimension}.", nameof(second));
        device ??= CPU;
        using var scope = NewDisposeScope();
        var (left, right) = (first.CovarianceTensor(device), second.CovarianceTensor(device));
        var means = (first.MeanTensor(device) - second.MeanTensor(device)).Squared().sum();
        var traces = left.trace().Plus(right.trace());
        var root = Root(left);
        var product = root.mm(right).mm(root);
        var cross = linalg.eigvalsh(product.Plus(product.t()).Times(0.5)).AtLeast(0).sqrt().sum();
        return Math.Max(0, means.Plus(traces).item<double>() - 2 * cross.item<double>());
    }

    private static Tensor Root(Tensor covariance)
    {
        var (values, vectors) = linalg.eigh(covariance);
        return vectors.mul(values.AtLeast(0).sqrt()).mm(vectors.t());
    }
}
