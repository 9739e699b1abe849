using GlGan.Imaging;

namespace GlGan.Metrics;

/// <summary>
/// Whether an edited photo shows where it was edited. A seam is a step across the border of the edit that the photo did not have there, so the gradient
/// energy across the border (the mean square of the difference in luma, Rec. 601, between neighbouring pixels on either side) is compared with that of the untouched photo at
/// the same place. Taken at the outer border, where the mask becomes positive, and at the line where the mask is a half, which catches a step hidden inside a
/// narrow feather.
/// </summary>
public static class BorderSeam
{
    /// <summary>Gradient energy across a line of a mask, the outer border unless given, in squared grey levels.</summary>
    /// <param name="image">The photo.</param>
    /// <param name="mask">What was edited, of the same size.</param>
    /// <param name="level">The line where the mask exceeds this, from 0 to 1: 0 is the outer border.</param>
    /// <returns>The mean over all pairs of neighbours on either side of the line; NaN if there are none.</returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double Energy(ImageBuffer image, ImageMask mask, double level = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(mask);
        if (image.Width != mask.Width || image.Height != mask.Height)
            throw new ArgumentException($"The image is {image.Width}x{image.Height}, the mask {mask.Width}x{mask.Height}.", nameof(mask));
        var (sum, count) = (0.0, 0);
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                if (x + 1 < mask.Width) Add(x + 1, y, mask.Row(y)[x] > level, Luma(image, x, y));
                if (y + 1 < mask.Height) Add(x, y + 1, mask.Row(y)[x] > level, Luma(image, x, y));
            }
        }

        return sum / count;

        void Add(int x, int y, bool isInside, double luma)
        {
            if (mask.Row(y)[x] > level == isInside) return;
            var step = Luma(image, x, y) - luma;
            (sum, count) = (sum + step * step, count + 1);
        }
    }

    /// <summary>Gradient energy across the border after the edit over that before.</summary>
    /// <param name="edited">The photo after the edit.</param>
    /// <param name="original">The photo before, of the same size.</param>
    /// <param name="mask">What was edited, of the same size.</param>
    /// <param name="level">The line where the mask exceeds this, from 0 to 1: 0 is the outer border.</param>
    /// <returns>
    /// 1 for no seam; above 1 a step that was not there, infinite where the original is flat. NaN if the mask has no such line, or both photos are flat there.
    /// </returns>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double Ratio(ImageBuffer edited, ImageBuffer original, ImageMask mask, double level = 0) =>
        Energy(edited, mask, level) / Energy(original, mask, level);

    private static double Luma(ImageBuffer image, int x, int y)
    {
        var pixel = image.Row(y).Slice(3 * x, 3);
        return 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
    }
}
