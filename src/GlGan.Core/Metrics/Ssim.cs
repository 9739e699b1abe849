using GlGan.Imaging;

namespace GlGan.Metrics;

/// <summary>
/// Structural similarity (Wang et al., IEEE TIP 13(4), 2004) with K1 = 0.01 and K2 = 0.03, the mean over every position where the window lies
/// within the image. Colour images are compared channel by channel and the results averaged.
/// </summary>
public static class Ssim
{
    private const double K1 = 0.01;
    private const double K2 = 0.03;

    /// <summary>Compares two images.</summary>
    /// <param name="first">An image with sides of at least the window's.</param>
    /// <param name="second">An image of the same size.</param>
    /// <param name="window">Neighbourhood.</param>
    /// <returns>At most 1, which equal images have.</returns>
    /// <exception cref="ArgumentException">The sizes differ, or a side is shorter than the window.</exception>
    public static double Compute(ImageBuffer first, ImageBuffer second, SsimWindow window = SsimWindow.Gaussian11) =>
        ImagePair.MeanOverChannels(first, second, (left, right) => Compute(left, right, first.Width, first.Height, ImagePair.ByteRange, window));

    /// <summary>Compares two planes of samples.</summary>
    /// <param name="first">Rows from the top, <c>width · height</c> samples.</param>
    /// <param name="second">The same for the other plane.</param>
    /// <param name="width">Samples per row, at least the window's side.</param>
    /// <param name="height">Rows, at least the window's side.</param>
    /// <param name="dataRange">Distance from the smallest to the largest possible sample: 2 for [-1, 1].</param>
    /// <param name="window">Neighbourhood.</param>
    /// <returns>At most 1, which equal planes have.</returns>
    /// <exception cref="ArgumentException">The lengths are others, or a side is shorter than the window.</exception>
    public static double Compute(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, int width, int height, double dataRange, SsimWindow window = SsimWindow.Gaussian11)
    {
        ImagePair.RequirePlanes(first, second, width, height, dataRange);
        return Means(first, second, width, height, dataRange, window).Similarity;
    }

    /// <summary>Means over all positions of the whole similarity, and of its factor for contrast and structure alone.</summary>
    internal static (double Similarity, double ContrastStructure) Means(
        ReadOnlySpan<float> first, ReadOnlySpan<float> second, int width, int height, double dataRange, SsimWindow window)
    {
        var (weights, covarianceScale) = Window(window);
        if (width < weights.Length || height < weights.Length)
            throw new ArgumentException($"{window} needs images of at least {weights.Length}x{weights.Length} pixels; got {width}x{height}.", nameof(width));

        using var moments = new WindowMoments(first, second, width, height, weights);
        var (c1, c2) = (Math.Pow(K1 * dataRange, 2), Math.Pow(K2 * dataRange, 2));
        double similarity = 0, contrastStructure = 0;
        for (var y = 0; y < moments.Height; y++)
        {
            moments.MoveTo(y);
            ReadOnlySpan<double> m1 = moments.First, m2 = moments.Second, squares = moments.Squares, products = moments.Products;
            for (var x = 0; x < m1.Length; x++)
            {
                var cross = m1[x] * m2[x];
                var power = m1[x] * m1[x] + m2[x] * m2[x];
                var covariance = covarianceScale * (products[x] - cross);
                var variances = covarianceScale * (squares[x] - power);
                var factor = (2 * covariance + c2) / (variances + c2);
                similarity += (2 * cross + c1) / (power + c1) * factor;
                contrastStructure += factor;
            }
        }

        var positions = (double)moments.Width * moments.Height;
        return (similarity / positions, contrastStructure / positions);
    }

    private static (double[] Weights, double CovarianceScale) Window(SsimWindow window) => window switch
    {
        SsimWindow.Gaussian11 => (Gaussian(11, 1.5), 1),
        SsimWindow.Uniform7 => ([.. Enumerable.Repeat(1.0 / 7, 7)], 49.0 / 48),
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "Unknown window."),
    };

    private static double[] Gaussian(int length, double sigma)
    {
        var weights = new double[length];
        for (var i = 0; i < length; i++) weights[i] = Math.Exp(-Math.Pow(i - length / 2, 2) / (2 * sigma * sigma));
        var sum = weights.Sum();
        return Array.ConvertAll(weights, weight => weight / sum);
    }
}
