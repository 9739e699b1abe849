using GlGan.Foundation;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Metrics;

/// <summary>
/// Sliced squared 2-Wasserstein distance between sets of features, scaled as MIND in torch-fidelity (arXiv 2605.06797): <c>3 d</c> times the mean, over random unit directions,
/// of the mean squared difference of the sorted projections. At least 0, lower is better; 0 for equal sets, and <c>3 |δ|²</c> in expectation for sets shifted by δ.
/// Sets of different sizes are compared through their quantile functions, exactly. Computed in float64.
/// </summary>
public static class SlicedWassersteinDistance
{
    private const double Scale = 3;
    private const int DirectionBlock = 64;

    /// <summary>Computes the distance.</summary>
    /// <param name="first">Floating-point features <c>[N, d]</c>, at least one. Borrowed.</param>
    /// <param name="second">Features <c>[M, d]</c>, at least one, on the same device; the order does not matter. Borrowed.</param>
    /// <param name="options">Number and seed of the directions.</param>
    /// <exception cref="ArgumentException">The dimensions differ, a set is empty, or the options are invalid.</exception>
    /// <exception cref="InvalidOperationException">Some features hold NaN or infinity.</exception>
    public static double Compute(Tensor first, Tensor second, SlicedWassersteinOptions? options = null)
    {
        options = options.ValidOrDefault();
        FeatureRows.GuardPair(first, second, 1);
        FeatureRows.RequireFinite(first, second);
        using var scope = NewDisposeScope();
        var (left, right) = (FeatureRows.Wide(first, 0, first.shape[0]), FeatureRows.Wide(second, 0, second.shape[0]));
        var (leftRanks, rightRanks, weights) = Quantiles(first.shape[0], second.shape[0], first.device);
        double sum = 0;
        foreach (var (start, count) in FeatureRows.Blocks(options.Directions, DirectionBlock))
        {
            using var inner = NewDisposeScope();
            var directions = Directions(options.Seed, start, count, first.shape[1]).to(first.device);
            var leftQuantiles = left.mm(directions).sort(0).Item1.index_select(0, leftRanks);
            var rightQuantiles = right.mm(directions).sort(0).Item1.index_select(0, rightRanks);
            sum += (leftQuantiles - rightQuantiles).Squared().mul(weights).sum().item<double>();
        }

        return Scale * first.shape[1] * sum / options.Directions;
    }

    // Both quantile functions are constant between the multiples of 1/n and 1/m: for each piece the ranks there, and its length.
    private static (Tensor First, Tensor Second, Tensor Weights) Quantiles(long n, long m, Device device)
    {
        List<long> first = [], second = [];
        List<double> weights = [];
        for (long i = 0, j = 0, at = 0; i < n && j < m;)
        {
            // In units of 1/(n m).
            var (nextFirst, nextSecond) = ((i + 1) * m, (j + 1) * n);
            var next = Math.Min(nextFirst, nextSecond);
            first.Add(i);
            second.Add(j);
            weights.Add((next - at) / ((double)n * m));
            at = next;
            if (nextFirst == next) i++;
            if (nextSecond == next) j++;
        }

        return (tensor(first.ToArray(), device: device), tensor(second.ToArray(), device: device), tensor(weights.ToArray(), device: device).unsqueeze(1));
    }

    private static Tensor Directions(ulong seed, long start, long count, long dimension)
    {
        var values = new double[count * dimension];
        for (var i = 0; i < count; i++)
        {
            var random = new CounterRandom(seed, 0, (ulong)(start + i));
            for (var j = 0; j < dimension; j++) values[i * dimension + j] = random.Normal();
        }

        var rows = tensor(values, [count, dimension]);
        return (rows / rows.norm(1, keepdim: true, p: 2)).t();
    }
}
