using GlGan.Imaging;

namespace GlGan.Metrics;

/// <summary>Checks that two images or planes can be compared.</summary>
internal static class ImagePair
{
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
}
