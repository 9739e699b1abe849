using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Metrics;

/// <summary>
/// Mean and covariance of features that come in batches, in float64. Memory is that of one matrix of <c>dimension²</c>, however many features come.
/// Batches are merged by the formula of Chan, Golub and LeVeque (1979), which loses nothing when the mean is large. Not safe for several threads: give
/// each one an accumulator and merge them.
/// </summary>
public sealed class FeatureAccumulator : IDisposable
{
    private const long BlockRows = 4096;

    private readonly Tensor _mean;
    private readonly Tensor _scatter;

    /// <summary>Starts with no features.</summary>
    /// <param name="dimension">Length of a feature, at least 1: 2,048 for FID.</param>
    /// <param name="device">Where it computes; <see langword="null"/> for the CPU. It must know float64.</param>
    public FeatureAccumulator(int dimension, Device? device = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        Dimension = dimension;
        using var scope = NewDisposeScope();
        _mean = zeros(dimension, ScalarType.Float64, device).DetachFromDisposeScope();
        _scatter = zeros(dimension, dimension, ScalarType.Float64, device).DetachFromDisposeScope();
    }

    /// <summary>Length of a feature.</summary>
    public int Dimension { get; }

    /// <summary>Features added so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds features.</summary>
    /// <param name="features">Floating-point tensor <c>[N, dimension]</c>, on any device. Borrowed.</param>
    /// <exception cref="ArgumentException">The shape or type is another.</exception>
    public void Add(Tensor features)
    {
        TensorGuard.Shape(features, [TensorGuard.Any, Dimension]);
        FeatureRows.Guard(features);
        foreach (var (start, length) in FeatureRows.Blocks(features.shape[0], BlockRows))
        {
            using var scope = NewDisposeScope();
            var rows = FeatureRows.Wide(features, start, length).to(_mean.device);
            var mean = rows.mean([0]);
            AddScatter(rows - mean, mean, length);
        }
    }

    /// <summary>Adds one feature or several.</summary>
    /// <param name="features">Feature after feature: a multiple of <see cref="Dimension"/> values.</param>
    /// <exception cref="ArgumentException">The number of values is no multiple.</exception>
    public void Add(ReadOnlySpan<float> features)
    {
        if (features.Length % Dimension != 0)
            throw new ArgumentException($"Features of {Dimension} values need a multiple of {Dimension} in all; got {features.Length}.", nameof(features));
        using var rows = tensor(features.ToArray(), [features.Length / Dimension, Dimension]);
        Add(rows);
    }

    /// <summary>Adds all features of another accumulator, which stays as it is.</summary>
    /// <exception cref="ArgumentException">Its dimension is another.</exception>
    public void Merge(FeatureAccumulator other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Dimension != Dimension) throw new ArgumentException($"Expected features of {Dimension} values; got {other.Dimension}.", nameof(other));
        if (other.Count == 0) return;
        using var scope = NewDisposeScope();
        var (scatter, count) = (other._scatter.to(_scatter.device).clone(), other.Count);
        AddScatter(empty(0, Dimension, ScalarType.Float64, _mean.device), other._mean.to(_mean.device).clone(), count);
        _scatter.AddInPlace(scatter);
    }

    /// <summary>Mean and covariance of what was added, divided by <c>Count − 1</c>.</summary>
    /// <exception cref="InvalidOperationException">There are fewer than 2 features, or some hold NaN or infinity.</exception>
    public FeatureStatistics ToStatistics()
    {
        if (Count < 2) throw new InvalidOperationException($"A covariance needs at least 2 features; got {Count}.");
        using var scope = NewDisposeScope();
        return new FeatureStatistics(_mean.cpu().data<double>().ToArray(), _scatter.Times(1.0 / (Count - 1)).cpu().data<double>().ToArray());
    }

    /// <summary>Frees the matrix.</summary>
    public void Dispose()
    {
        _mean.Dispose();
        _scatter.Dispose();
    }

    // The step between the means is one more row of the product.
    private void AddScatter(Tensor centered, Tensor mean, long count)
    {
        var total = Count + count;
        var step = mean - _mean;
        var rows = cat([centered, step.Times(Math.Sqrt((double)Count * count / total)).unsqueeze(0)]);
        _scatter.addmm_(rows.t(), rows, 1, 1);
        _mean.AddInPlace(step.Times((double)count / total));
        Count = total;
    }
}
