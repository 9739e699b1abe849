using GlGan.Serialization;
using static TorchSharp.torch;

namespace GlGan.Metrics;

/// <summary>
/// Mean and covariance of a set of features, the input of <see cref="FrechetDistance"/>. Its file is pytorch-fid's: an <c>.npz</c> archive with the float64
/// arrays <c>mu</c> <c>[d]</c> and <c>sigma</c> <c>[d, d]</c>, so statistics published for one are read by the other.
/// </summary>
public sealed class FeatureStatistics
{
    private const string MeanKey = "mu", CovarianceKey = "sigma";

    private readonly double[] _mean;
    private readonly double[] _covariance;

    internal FeatureStatistics(double[] mean, double[] covariance)
    {
        if (!Array.TrueForAll(mean, double.IsFinite) || !Array.TrueForAll(covariance, double.IsFinite))
            throw new InvalidOperationException("The features hold NaN or infinity, so they have no mean and covariance.");
        (_mean, _covariance) = (mean, covariance);
    }

    /// <summary>Length of a feature, d.</summary>
    public int Dimension => _mean.Length;

    /// <summary>Mean, d values.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Covariance, d² values by rows, divided by the number of samples − 1.</summary>
    public ReadOnlySpan<double> Covariance => _covariance;

    /// <summary>Statistics of features that are all there.</summary>
    /// <param name="features">Floating-point tensor <c>[N, d]</c>, N at least 2. Borrowed.</param>
    /// <exception cref="ArgumentException">The shape or type is another.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than 2 features, or some hold NaN or infinity.</exception>
    public static FeatureStatistics Of(Tensor features)
    {
        FeatureRows.Guard(features);
        using var accumulator = new FeatureAccumulator((int)features.shape[1], features.device);
        accumulator.Add(features);
        return accumulator.ToStatistics();
    }

    /// <summary>Reads statistics as pytorch-fid and this library write them: float64 or float32, compressed or not.</summary>
    /// <param name="path"><c>.npz</c> file.</param>
    /// <exception cref="InvalidDataException">The file is another, or damaged; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FeatureStatistics Load(string path)
    {
        var arrays = NpzFile.Read(path, MeanKey, CovarianceKey);
        var (mean, covariance) = (arrays[0], arrays[1]);
        if (mean.Shape is not [> 0 and var dimension] || covariance.Shape is not [var rows, var columns] || rows != dimension || columns != dimension)
        {
            throw new InvalidDataException(
                $"'{path}': expected {MeanKey} [d] and {CovarianceKey} [d, d]; got [{string.Join(", ", mean.Shape)}] and [{string.Join(", ", covariance.Shape)}].");
        }

        if (mean.Values.Concat(covariance.Values).Any(value => !double.IsFinite(value))) throw new InvalidDataException($"'{path}' holds NaN or infinity.");
        return new FeatureStatistics(mean.Values, covariance.Values);
    }

    /// <summary>Writes the statistics as pytorch-fid does. The file is complete or absent.</summary>
    /// <param name="path"><c>.npz</c> file; an old one is replaced.</param>
    public void Save(string path) => NpzFile.Write(
        path, (MeanKey, new NpyArray([Dimension], _mean)), (CovarianceKey, new NpyArray([Dimension, Dimension], _covariance)));

    /// <summary>The mean as a fresh float64 tensor of the caller.</summary>
    internal Tensor MeanTensor(Device device) => tensor(_mean, [Dimension], device: device);

    /// <summary>The covariance as a fresh float64 tensor of the caller.</summary>
    internal Tensor CovarianceTensor(Device device) => tensor(_covariance, [Dimension, Dimension], device: device);
}
