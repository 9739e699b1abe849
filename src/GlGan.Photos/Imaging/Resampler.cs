using System.Numerics;

namespace GlGan.Imaging;

/// <summary>Resizes, warps and crops images. Pixel centres are at integers; no method changes its argument.</summary>
public static class Resampler
{
    // Shrinking by less than this needs no second sample: the bilinear kernel still covers the gap.
    private const double ShrinkTolerance = 0.1;

    // Per side of a pixel: a transform that shrinks further shows next to nothing, and must not take hours.
    private const int MaxSamples = 64;

    /// <summary>Resizes an image. The kernel widens with the ratio when shrinking, so nothing aliases.</summary>
    /// <param name="image">Image to resize.</param>
    /// <param name="width">New width in pixels, at least 1.</param>
    /// <param name="height">New height in pixels, at least 1.</param>
    /// <param name="filter">Kernel.</param>
    public static ImageBuffer Resize(ImageBuffer image, int width, int height, ResampleFilter filter = ResampleFilter.Bilinear)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return SeparableFilter.Apply(image, AxisWeights.Resize(image.Width, width, filter), AxisWeights.Resize(image.Height, height, filter));
    }

    /// <summary>
    /// Maps an image through an affine transform, bilinearly; where it shrinks, several samples are averaged per pixel, at most 64 per side of it.
    /// </summary>
    /// <param name="image">Image to map.</param>
    /// <param name="outputFromInput">Where a point of the input, in pixels, lands in the output. A similarity transform converts to this.</param>
    /// <param name="width">Width of the output in pixels, at least 1.</param>
    /// <param name="height">Height of the output in pixels, at least 1.</param>
    /// <param name="border">What lies outside the input.</param>
    /// <exception cref="ArgumentException">The transform has no inverse.</exception>
    public static ImageBuffer Warp(ImageBuffer image, Matrix3x2 outputFromInput, int width, int height, ImageBorder border = ImageBorder.Replicate)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!Matrix3x2.Invert(outputFromInput, out var inverse)) throw new ArgumentException("The transform has no inverse.", nameof(outputFromInput));
        var output = ImageBuffer.Undefined(width, height);
        var across = Samples(inverse.M11, inverse.M12);
        var down = Samples(inverse.M21, inverse.M22);
        new AffineWarp(image, inverse, border, across, down).Fill(output);
        return output;
    }

    /// <summary>Cuts a box out of an image at a sub-pixel position.</summary>
    /// <param name="image">Image to cut from.</param>
    /// <param name="center">Middle of the box in pixels: it lands at <c>((width − 1) / 2, (height − 1) / 2)</c> of the crop.</param>
    /// <param name="width">Width of the crop in pixels, at least 1.</param>
    /// <param name="height">Height of the crop in pixels, at least 1.</param>
    /// <param name="border">What lies outside the image.</param>
    public static ImageBuffer Crop(ImageBuffer image, Vector2 center, int width, int height, ImageBorder border = ImageBorder.Replicate)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Crop(image, center, width, height, border, null);
    }

    /// <summary>Cuts a box out of an image into one from a pool, where the box lies on whole pixels.</summary>
    internal static ImageBuffer Crop(ImageBuffer image, Vector2 center, int width, int height, ImageBorder border, ImageBufferPool? pool)
    {
        var corner = center - new Vector2(width - 1, height - 1) / 2;
        var (left, top) = ((int)corner.X, (int)corner.Y);
        var whole = corner == new Vector2(left, top) && left >= 0 && top >= 0 && left + (long)width <= image.Width && top + (long)height <= image.Height;
        if (!whole) return Warp(image, Matrix3x2.CreateTranslation(-corner), width, height, border);
        var crop = pool?.Rent(width, height) ?? ImageBuffer.Undefined(width, height);
        for (var y = 0; y < height; y++) image.Row(top + y).Slice(3 * left, 3 * width).CopyTo(crop.Row(y));
        return crop;
    }

    // One step to the right or down in the output is this long in the input; that many samples leave no gap.
    private static int Samples(double x, double y) =>
        Math.Max(1, (int)Math.Min(MaxSamples, Math.Ceiling(Math.Sqrt(x * x + y * y) - ShrinkTolerance)));
}
