using GlGan.Imaging;

namespace GlGan.Metrics;

/// <summary>Peak signal-to-noise ratio: <c>10 log10(range² / mean squared error)</c>, in decibels, the mean over all pixels and channels.</summary>
public static class Psnr
{
    /// <summary>Compares two images.</summary>
    /// <returns>Decibels; positive infinity when they are equal.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double Compute(ImageBuffer first, ImageBuffer second) => Decibels(MeanSquaredError(first, second), ImagePair.ByteRange);

    /// <summary>Compares two lists of samples.</summary>
    /// <param name="first">Samples in any order, at least one.</param>
    /// <param name="second">As many, in the same order.</param>
    /// <param name="dataRange">Distance from the smallest to the largest possible sample: 2 for [-1, 1].</param>
    /// <returns>Decibels; positive infinity when they are equal.</returns>
    /// <exception cref="ArgumentException">The lengths differ or are zero.</exception>
    public static double Compute(ReadOnlySpan<float> first, ReadOnlySpan<float> second, double dataRange)
    {
        ImagePair.RequireRange(dataRange);
        if (first.Length != second.Length || first.Length == 0)
            throw new ArgumentException($"Both need the same number of samples, at least 1; got {first.Length} and {second.Length}.", nameof(second));
        double sum = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var difference = (double)first[i] - second[i];
            sum += difference * difference;
        }

        return Decibels(sum / first.Length, dataRange);
    }

    /// <summary>Mean squared difference of all bytes of two images.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double MeanSquaredError(ImageBuffer first, ImageBuffer second)
    {
        ImagePair.RequireSameSize(first, second);
        ReadOnlySpan<byte> left = first.Pixels, right = second.Pixels;
        long sum = 0;
        for (var i = 0; i < left.Length; i++)
        {
            var difference = left[i] - right[i];
            sum += difference * difference;
        }

        return (double)sum / left.Length;
    }

    private static double Decibels(double error, double range) => error == 0 ? double.PositiveInfinity : 10 * Math.Log10(range * range / error);
}
