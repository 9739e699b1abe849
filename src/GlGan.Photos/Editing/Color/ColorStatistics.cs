using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Weighted mean and covariance of an image's colours in some space of three channels.</summary>
/// <param name="Mean">Three means.</param>
/// <param name="Covariance">Three by three, of the whole population.</param>
internal sealed record ColorStatistics(double[] Mean, double[,] Covariance)
{
    internal double Deviation(int channel) => Math.Sqrt(Covariance[channel, channel]);

    /// <summary>The statistics of the pixels of a mask, or null if it is 0 everywhere.</summary>
    internal static ColorStatistics? Of(ImageBuffer image, ImageMask? mask, Func<byte, byte, byte, (float, float, float)> convert)
    {
        var pixels = image.Pixels;
        var weight = 0d;
        var mean = new double[3];
        var squares = new double[3, 3];
        Span<double> color = stackalloc double[3];
        Span<double> offset = stackalloc double[3];
        for (int i = 0, at = 0; at < pixels.Length; i++, at += 3)
        {
            var share = mask?.Values[i] ?? 1;
            if (share == 0) continue;
            (color[0], color[1], color[2]) = convert(pixels[at], pixels[at + 1], pixels[at + 2]);
            weight += share;
            // West's running update: no cancellation between large sums of squares.
            for (var k = 0; k < 3; k++)
            {
                offset[k] = color[k] - mean[k];
                mean[k] += share / weight * offset[k];
            }

            for (var row = 0; row < 3; row++)
                for (var column = 0; column < 3; column++) squares[row, column] += share * offset[row] * (color[column] - mean[column]);
        }

        if (weight == 0) return null;
        for (var row = 0; row < 3; row++)
            for (var column = 0; column < 3; column++) squares[row, column] /= weight;
        return new ColorStatistics(mean, squares);
    }
}
