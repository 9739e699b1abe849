using System.Numerics;

namespace GlGan.Imaging;

/// <summary>Resizes, warps and crops images. Pixel centres are at integers; no method changes its argument.</summary>
public static class Resampler
{
    // Shrinking by less than this needs no second sample: the bilinear kernel still covers the gap.
    private const double ShrinkTolerance = 0.1;

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

    /// <summary>Maps an image through an affine transform, bilinearly; where it shrinks, several samples are averaged per pixel.</summary>
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
        var output = new ImageBuffer(width, height);
        var across = Samples(inverse.M11, inverse.M12);
        var down = Samples(inverse.M21, inverse.M22);
        if (across == 1 && down == 1) WarpBySingleSamples(image, output, inverse, border);
        else WarpByAverages(image, output, inverse, border, across, down);
        return output;
    }

    /// <summary>Cuts a box out of an image at a sub-pixel position.</summary>
    /// <param name="image">Image to cut from.</param>
    /// <param name="center">Middle of the box in pixels: it lands at <c>((width − 1) / 2, (height − 1) / 2)</c> of the crop.</param>
    /// <param name="width">Width of the crop in pixels, at least 1.</param>
    /// <param name="height">Height of the crop in pixels, at least 1.</param>
    /// <param name="border">What lies outside the image.</param>
    public static ImageBuffer Crop(ImageBuffer image, Vector2 center, int width, int height, ImageBorder border = ImageBorder.Replicate) =>
        Warp(image, Matrix3x2.CreateTranslation(new Vector2(width - 1, height - 1) / 2 - center), width, height, border);

    // One step to the right or down in the output is this long in the input; that many samples leave no gap.
    private static int Samples(double x, double y) => Math.Max(1, (int)Math.Ceiling(Math.Sqrt(x * x + y * y) - ShrinkTolerance));

    private static void WarpBySingleSamples(ImageBuffer image, ImageBuffer output, Matrix3x2 inverse, ImageBorder border)
    {
        for (var y = 0; y < output.Height; y++)
        {
            var row = output.Row(y);
            for (var x = 0; x < output.Width; x++) Store(Sample(image, Vector2.Transform(new Vector2(x, y), inverse), border), row[(3 * x)..]);
        }
    }

    private static void WarpByAverages(ImageBuffer image, ImageBuffer output, Matrix3x2 inverse, ImageBorder border, int across, int down)
    {
        var weight = 1f / (across * down);
        for (var y = 0; y < output.Height; y++)
        {
            var row = output.Row(y);
            for (var x = 0; x < output.Width; x++)
            {
                var sum = Vector3.Zero;
                for (var j = 0; j < down; j++)
                {
                    for (var i = 0; i < across; i++)
                    {
                        var point = new Vector2(x + (i + 0.5f) / across - 0.5f, y + (j + 0.5f) / down - 0.5f);
                        sum += Sample(image, Vector2.Transform(point, inverse), border);
                    }
                }

                Store(sum * weight, row[(3 * x)..]);
            }
        }
    }

    private static Vector3 Sample(ImageBuffer image, Vector2 point, ImageBorder border)
    {
        float left = MathF.Floor(point.X), top = MathF.Floor(point.Y);
        float right = point.X - left, bottom = point.Y - top;
        int x0 = Inside((int)left, image.Width, border), x1 = Inside((int)left + 1, image.Width, border);
        ReadOnlySpan<byte> upper = image.Row(Inside((int)top, image.Height, border)), lower = image.Row(Inside((int)top + 1, image.Height, border));
        return Vector3.Lerp(Vector3.Lerp(Load(upper, x0), Load(upper, x1), right), Vector3.Lerp(Load(lower, x0), Load(lower, x1), right), bottom);
    }

    private static int Inside(int position, int length, ImageBorder border)
    {
        if ((uint)position < (uint)length) return position;
        if (border == ImageBorder.Replicate) return position < 0 ? 0 : length - 1;
        var period = 2L * length;
        var folded = (int)((position % period + period) % period);
        return folded < length ? folded : (int)(period - 1 - folded);
    }

    private static Vector3 Load(ReadOnlySpan<byte> row, int x)
    {
        var pixel = row.Slice(3 * x, 3);
        return new Vector3(pixel[0], pixel[1], pixel[2]);
    }

    private static void Store(Vector3 color, Span<byte> pixel)
    {
        pixel[0] = (byte)(color.X + 0.5f);
        pixel[1] = (byte)(color.Y + 0.5f);
        pixel[2] = (byte)(color.Z + 0.5f);
    }
}
