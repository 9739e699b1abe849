using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Faces.Priors;

/// <summary>Reads colours between the pixels of a photo, which is shrunk first where it will be shown smaller.</summary>
internal sealed class PhotoSampler
{
    private const double WorthShrinking = 0.9;

    private readonly ImageBuffer _image;
    private readonly Vector2 _scale;

    private PhotoSampler(ImageBuffer image, Vector2 scale) => (_image, _scale) = (image, scale);

    /// <summary>Prepares a photo to be shown at a scale.</summary>
    internal static PhotoSampler For(ImageBuffer photo, double scale)
    {
        if (!(scale < WorthShrinking)) return new PhotoSampler(photo, Vector2.One);
        int width = Math.Max(1, (int)Math.Round(photo.Width * scale)), height = Math.Max(1, (int)Math.Round(photo.Height * scale));
        return new PhotoSampler(Resampler.Resize(photo, width, height), new Vector2((float)width / photo.Width, (float)height / photo.Height));
    }

    /// <summary>Where a point of the photo lies in what is sampled.</summary>
    internal Vector2 Enter(Vector2 point) => _scale == Vector2.One ? point : (point + new Vector2(0.5f)) * _scale - new Vector2(0.5f);

    /// <summary>Distance of a point to the nearest border, negative outside.</summary>
    internal double Inside(Vector2 point) => Math.Min(Math.Min(point.X, _image.Width - 1 - point.X), Math.Min(point.Y, _image.Height - 1 - point.Y));

    /// <summary>The colour at a point, bilinearly; beyond the border its pixels repeat.</summary>
    internal Vector3 Color(Vector2 point)
    {
        var inside = Vector2.Clamp(point, Vector2.Zero, new Vector2(_image.Width - 1, _image.Height - 1));
        int x = (int)inside.X, y = (int)inside.Y, nextX = Math.Min(x + 1, _image.Width - 1), nextY = Math.Min(y + 1, _image.Height - 1);
        return Vector3.Lerp(
            Vector3.Lerp(Pixel(x, y), Pixel(nextX, y), inside.X - x), Vector3.Lerp(Pixel(x, nextY), Pixel(nextX, nextY), inside.X - x), inside.Y - y);
    }

    private Vector3 Pixel(int x, int y)
    {
        var pixel = _image.Row(y).Slice(3 * x, 3);
        return new Vector3(pixel[0], pixel[1], pixel[2]);
    }
}
