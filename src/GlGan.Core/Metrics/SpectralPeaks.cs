using GlGan.Imaging;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Metrics;

/// <summary>
/// Regular patterns that a network leaves in its images: lattices of dots, weaves, checkerboards (Odena et al., Distill 2016; Durall et al., CVPR 2020). The mean power spectrum of many
/// images has a peak at such a pattern's frequencies. Reported is, for each period, by how many decibels that peak stands out of its surroundings more than in the spectrum of the
/// targets: near 0 or below where there is no pattern; 3 dB are seen.
/// </summary>
public sealed class SpectralPeaks
{
    // Frequencies around a peak: those nearer than the first are the peak's own, smeared by the window; those up to the second are its surroundings.
    private const int Near = 1, Far = 4;

    private double[,]? _images;
    private double[,]? _targets;

    /// <summary>Periods that are looked at, in pixels.</summary>
    public static IReadOnlyList<int> Periods { get; } = [2, 3, 4, 8];

    /// <summary>Smallest side of the images, in pixels.</summary>
    public const int SmallestSide = 32;

    /// <summary>Adds images and what they should be.</summary>
    /// <param name="images">Square images of one size, the same in all calls.</param>
    /// <param name="targets">As many images of that size.</param>
    /// <exception cref="ArgumentException">An image is not square, smaller than <see cref="SmallestSide"/>, or of another size.</exception>
    public void Add(IReadOnlyList<ImageBuffer> images, IReadOnlyList<ImageBuffer> targets)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(targets);
        if (images.Count != targets.Count) throw new ArgumentException($"There must be as many targets as images; got {targets.Count} and {images.Count}.", nameof(targets));
        if (images.Count == 0) return;
        Add(ref _images, images);
        Add(ref _targets, targets);
    }

    /// <summary>The peaks, in decibels over those of the targets, by period.</summary>
    /// <exception cref="InvalidOperationException">No images were added.</exception>
    public IReadOnlyDictionary<int, double> Compute()
    {
        var (made, wanted) = (_images ?? throw new InvalidOperationException("Add images first."), _targets!);
        return Periods.ToDictionary(period => period, period => Places(period, made.GetLength(0)).Max(place => Prominence(made, place) - Prominence(wanted, place)));
    }

    private static void Add(ref double[,]? sum, IReadOnlyList<ImageBuffer> images)
    {
        using var scope = new TensorScope();
        var size = images[0].Width;
        if (images.FirstOrDefault(image => image.Width != size || image.Height != size || size < SmallestSide) is { } odd)
            throw new ArgumentException($"Images must be square, of one size, and at least {SmallestSide} pixels wide; got {odd.Width}x{odd.Height}.", nameof(images));
        sum ??= new double[size, size];
        if (sum.GetLength(0) != size) throw new ArgumentException($"Earlier images had {sum.GetLength(0)} pixels a side; got {size}.", nameof(images));
        var grey = TensorImages.FromImages(images).to(ScalarType.Float64).mean([1]);
        var window = hann_window(size, dtype: ScalarType.Float64);
        var power = fft.fft2((grey - grey.mean([1, 2], keepdim: true)) * window.unsqueeze(0) * window.unsqueeze(1)).abs().Squared().sum([0]).data<double>().ToArray();
        for (var i = 0; i < power.Length; i++) sum[i / size, i % size] += power[i];
    }

    // Along either axis, and along both; the nearest whole frequency, where the period does not divide the side.
    private static IEnumerable<(int Row, int Column)> Places(int period, int size)
    {
        var frequency = (int)Math.Round((double)size / period);
        return [(frequency, 0), (0, frequency), (frequency, frequency), (frequency, size - frequency)];
    }

    private static double Prominence(double[,] power, (int Row, int Column) place)
    {
        double peak = 0;
        List<double> around = [];
        var size = power.GetLength(0);
        for (var row = -Far; row <= Far; row++)
        {
            for (var column = -Far; column <= Far; column++)
            {
                var value = power[(place.Row + row + size) % size, (place.Column + column + size) % size];
                if (Math.Max(Math.Abs(row), Math.Abs(column)) <= Near) peak = Math.Max(peak, value);
                else around.Add(value);
            }
        }

        around.Sort();
        return 10 * Math.Log10((peak + double.Epsilon) / (around[around.Count / 2] + double.Epsilon));
    }
}
