using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Metrics;

/// <summary>
/// Improved precision and recall (Kynkäänniemi et al., NeurIPS 2019). The manifold of a set is the union of balls about its features, each as far as its
/// <c>neighbours</c>-th nearest neighbour in the set, border included. The paper takes VGG-16 features and 50,000 of either kind; torch-fidelity those of Inception.
/// </summary>
public static class PrecisionRecall
{
    private const long BlockElements = 1 << 24;

    /// <summary>Computes both, in float64.</summary>
    /// <param name="generated">Floating-point features of generated images <c>[N, d]</c>, N above <paramref name="neighbours"/>. Borrowed.</param>
    /// <param name="real">Features of real images <c>[M, d]</c>, M above <paramref name="neighbours"/>, on the same device. Borrowed.</param>
    /// <param name="neighbours">k of the manifolds, at least 1; the paper's is 3.</param>
    /// <exception cref="ArgumentException">The dimensions differ, or a set has too few features.</exception>
    /// <exception cref="InvalidOperationException">Some features hold NaN or infinity.</exception>
    public static PrecisionRecallScore Compute(Tensor generated, Tensor real, int neighbours = 3) => Compute(generated, real, neighbours, BlockElements);

    /// <summary>The same with at most so many distances (at least a row of them) held at a time.</summary>
    internal static PrecisionRecallScore Compute(Tensor generated, Tensor real, int neighbours, long blockElements)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        FeatureRows.GuardPair(generated, real, neighbours + 1L);
        FeatureRows.RequireFinite(generated, real);
        using var scope = NewDisposeScope();
        return new(Covered(generated, real, neighbours, blockElements), Covered(real, generated, neighbours, blockElements));
    }

    private static double Covered(Tensor probes, Tensor manifold, int neighbours, long blockElements)
    {
        var centers = manifold.detach().to(ScalarType.Float64);
        var block = Math.Max(1, blockElements / centers.shape[0]);
        List<Tensor> radii = [];
        foreach (var (start, length) in FeatureRows.Blocks(centers.shape[0], block))
        {
            using var inner = NewDisposeScope();
            radii.Add(Distances(centers.narrow(0, start, length), centers).kthvalue(neighbours + 1, 1).Item1.MoveToOuterDisposeScope());
        }

        var reach = cat(radii).unsqueeze(0);
        long inside = 0;
        foreach (var (start, length) in FeatureRows.Blocks(probes.shape[0], block))
        {
            using var inner = NewDisposeScope();
            inside += Distances(FeatureRows.Wide(probes, start, length), centers).le(reach).any(1).sum().item<long>();
        }

        return (double)inside / probes.shape[0];
    }

    // From differences: |x|² + |y|² − 2xy would lose a small distance between large features, and what lies on a border would fall out.
    private static Tensor Distances(Tensor rows, Tensor centers) => cdist(rows, centers, 2, compute_mode.donot_use_mm_for_euclid_dist);
}
