using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace GlGan.Imaging;

/// <summary>
/// Images of ImageSharp to those of GlGan and back. Each call makes one copy, which is the caller's; of an animation it is the first frame. Nothing is turned upright and no colour
/// profile applied: pixels are taken as they are, in sRGB.
/// </summary>
public static class ImageSharpExtensions
{
    /// <summary>Copies an image.</summary>
    /// <param name="image">Opaque 8-bit image.</param>
    /// <returns>The same pixels.</returns>
    public static ImageBuffer ToImageBuffer(this Image<Rgb24> image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var pixels = GC.AllocateUninitializedArray<byte>(checked(3 * image.Width * image.Height));
        image.CopyPixelDataTo(pixels);
        return new(image.Width, image.Height, pixels);
    }

    /// <summary>Copies an image, its transparency composited on white.</summary>
    /// <param name="image">8-bit image whose colours are not multiplied by alpha, as ImageSharp's are not.</param>
    /// <returns>What it looks like on white.</returns>
    public static ImageBuffer ToImageBuffer(this Image<Rgba32> image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var pixels = GC.AllocateUninitializedArray<byte>(checked(3 * image.Width * image.Height));
        image.ProcessPixelRows(rows =>
        {
            var target = MemoryMarshal.Cast<byte, Rgb24>(pixels.AsSpan());
            for (var y = 0; y < rows.Height; y++)
            {
                foreach (var pixel in rows.GetRowSpan(y))
                {
                    target[0] = new(OnWhite(pixel.R, pixel.A), OnWhite(pixel.G, pixel.A), OnWhite(pixel.B, pixel.A));
                    target = target[1..];
                }
            }
        });
        return new(image.Width, image.Height, pixels);
    }

    /// <summary>Copies an image.</summary>
    /// <param name="image">Image.</param>
    /// <returns>The same pixels; the caller disposes it.</returns>
    public static Image<Rgb24> ToImage(this ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Image.LoadPixelData<Rgb24>(image.Pixels, image.Width, image.Height);
    }

    /// <summary>Copies a grey image as a mask: 0 where it is black, 1 where it is white.</summary>
    /// <param name="image">Grey 8-bit image; its levels are taken as shares of 255.</param>
    public static ImageMask ToImageMask(this Image<L8> image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var mask = new ImageMask(image.Width, image.Height);
        image.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height; y++)
            {
                var from = rows.GetRowSpan(y);
                var to = mask.Row(y);
                for (var x = 0; x < to.Length; x++) to[x] = from[x].PackedValue / 255f;
            }
        });
        return mask;
    }

    /// <summary>Copies a picture as a mask: its brightness times its opacity (<see cref="ImageMask.FromPicture"/>), so that its shape may be its alpha.</summary>
    /// <param name="image">8-bit image whose colours are not multiplied by alpha, as ImageSharp's are not.</param>
    public static ImageMask ToImageMask(this Image<Rgba32> image)
    {
        var (picture, opacity) = WithOpacity(image);
        return ImageMask.FromPicture(picture, opacity);
    }

    /// <summary>Copies a mask as a grey image: black where it is 0, white where it is 1, rounded to the nearest of 256 levels.</summary>
    /// <param name="mask">Mask; values outside [0, 1] are clamped.</param>
    /// <returns>The caller disposes it.</returns>
    public static Image<L8> ToImage(this ImageMask mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var image = new Image<L8>(mask.Width, mask.Height);
        image.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height; y++)
            {
                var from = mask.Row(y);
                var to = rows.GetRowSpan(y);
                for (var x = 0; x < to.Length; x++) to[x] = new((byte)(255 * Math.Clamp(from[x], 0, 1) + 0.5f));
            }
        });
        return image;
    }

    /// <summary>The image in its own colours where it is transparent, and its alpha, or null where all of it is opaque.</summary>
    internal static (ImageBuffer Image, ImageMask? Opacity) WithOpacity(Image<Rgba32> image)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var opaque = image.CloneAs<Rgb24>();
        var opacity = new ImageMask(image.Width, image.Height);
        image.ProcessPixelRows(rows =>
        {
            for (var y = 0; y < rows.Height; y++)
            {
                var from = rows.GetRowSpan(y);
                var to = opacity.Row(y);
                for (var x = 0; x < to.Length; x++) to[x] = from[x].A / 255f;
            }
        });
        return (opaque.ToImageBuffer(), opacity.Values.AsSpan().ContainsAnyExcept(1f) ? opacity : null);
    }

    private static byte OnWhite(int value, int alpha) => (byte)((value * alpha + byte.MaxValue * (byte.MaxValue - alpha) + 127) / byte.MaxValue);
}
