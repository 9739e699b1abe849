using GlGan.Imaging;

namespace GlGan.Metrics;

/// <summary>What comparisons of two images share: checks that they can be compared, and their planes.</summary>
internal static class ImagePair
{
    /// <summary>Distance from the smallest to the largest byte.</summary>
    internal const double ByteRange = 255;

    internal static void RequireSameSize(ImageBuffer first, ImageBuffer second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Width != second.Width || first.Height != second.Height)
        {
            throw new ArgumentException(
                $"Images to compare need one size; got {first.Width}x{first.Height} and {second.Width}x{second.Height}.", nameof(second));
        }
    }

    internal static void RequireRange(double dataRange)
    {
        if (!(dataRange > 0 && double.IsFinite(dataRange)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(dataRange), dataRange, "The range of the data must be finite and greater than 0: 2 for [-1, 1], 1 for [0, 1].");
        }
    }

    internal static void RequirePlanes(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int width, int height, double dataRange)
    {
        RequireRange(dataRange);
        if (first.Length != (long)width * height || second.Length != first.Length)
        {
            throw new ArgumentException(
                $"A {width}x{height} plane has {(long)width * height} samples; got {first.Length} and {second.Length}.", nameof(second));
        }
    }

    /// <summary>Compares red, green and blue, each as a plane of samples in [0, 255], and averages.</summary>
    internal static double MeanOverChannels(ImageBuffer first, ImageBuffer second, Func<float[], float[], double> compare)
    {
        RequireSameSize(first, second);
        var left = new float[first.Width * first.Height];
        var right = new float[left.Length];
        double sum = 0;
        for (var channel = 0; channel < 3; channel++)
        {
            for (int i = 0, from = channel; i < left.Length; i++, from += 3) (left[i], right[i]) = (first.Pixels[from], second.Pixels[from]);
            sum += compare(left, right);
        }

        return sum / 3;
    }
}
