using GlGan.Imaging;

namespace GlGan.Metrics;

/// <summary>
/// Multi-scale structural similarity (Wang, Simoncelli and Bovik, Asilomar 2003): SSIM's contrast and structure at five scales, each half the size of the one
/// before, and its luminance at the coarsest, as <c>Π mean_i ^ weight_i</c> with weights 0.0448, 0.2856, 0.3001, 0.2363, 0.1333. The window is Wang's
/// Gaussian of 11×11 pixels. A scale is the mean of 2×2 pixels; at odd sides the last row or column stands for the missing one, as in TensorFlow.
/// Negative means count as 0, as in TensorFlow and pytorch-msssim. Colour images are compared channel by channel and the results averaged.
/// </summary>
public static class MultiScaleSsim
{
    /// <summary>Length in pixels of the shortest side that can be compared: at the coarsest scale the window must still fit.</summary>
    public const int SmallestSide = 161;

    private static readonly double[] Weights = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

    /// <summary>Compares two images.</summary>
    /// <param name="first">An image with sides of at least <see cref="SmallestSide"/>.</param>
    /// <param name="second">An image of the same size.</param>
    /// <returns>From 0 to 1, which equal images have.</returns>
    /// <exception cref="ArgumentException">The sizes differ, or a side is too short.</exception>
    public static double Compute(ImageBuffer first, ImageBuffer second) =>
        ImagePair.MeanOverChannels(first, second, (left, right) => Compute(left, right, first.Width, first.Height, ImagePair.ByteRange));

    /// <summary>Compares two planes of samples.</summary>
    /// <param name="first">Rows from the top, <c>width · height</c> samples.</param>
    /// <param name="second">The same for the other plane.</param>
    /// <param name="width">Samples per row, at least <see cref="SmallestSide"/>.</param>
    /// <param name="height">Rows, at least <see cref="SmallestSide"/>.</param>
    /// <param name="dataRange">Distance from the smallest to the largest possible sample: 2 for [-1, 1].</param>
    /// <returns>From 0 to 1, which equal planes have.</returns>
    /// <exception cref="ArgumentException">The lengths are others, or a side is too short.</exception>
    public static double Compute(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int width, int height, double dataRange)
    {
        ImagePair.RequirePlanes(first, second, width, height, dataRange);
        if (Math.Min(width, height) < SmallestSide)
        {
            throw new ArgumentException(
                $"MS-SSIM needs images of at least {SmallestSide}x{SmallestSide} pixels; got {width}x{height}. SSIM compares smaller ones.", nameof(width));
        }

        var product = 1.0;
        for (var scale = 0; ; scale++)
        {
            var (similarity, contrastStructure) = Ssim.Means(first, second, width, height, dataRange, SsimWindow.Gaussian11);
            var coarsest = scale == Weights.Length - 1;
            product *= Math.Pow(Math.Max(coarsest ? similarity : contrastStructure, 0), Weights[scale]);
            if (coarsest) return product;
            first = Halved(first, width, height);
            second = Halved(second, width, height);
            (width, height) = ((width + 1) / 2, (height + 1) / 2);
        }
    }

    private static float[] Halved(ReadOnlySpan<float> plane, int width, int height)
    {
        int halfWidth = (width + 1) / 2, halfHeight = (height + 1) / 2;
        var half = new float[halfWidth * halfHeight];
        for (var y = 0; y < halfHeight; y++)
        {
            var top = plane.Slice(2 * y * width, width);
            var bottom = plane.Slice(Math.Min(2 * y + 1, height - 1) * width, width);
            for (var x = 0; x < halfWidth; x++)
            {
                int left = 2 * x, right = Math.Min(left + 1, width - 1);
                half[y * halfWidth + x] = (top[left] + top[right] + bottom[left] + bottom[right]) / 4;
            }
        }

        return half;
    }
}
