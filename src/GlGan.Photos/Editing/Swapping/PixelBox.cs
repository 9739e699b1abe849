using System.Numerics;
using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>A box of whole pixels.</summary>
internal readonly record struct PixelBox(int Left, int Top, int Width, int Height)
{
    // A place beyond every image is as good as any other, and adds up without overflow.
    private const double Far = 1e8;

    internal bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>The square around the middle of a face.</summary>
    internal static PixelBox Around(FaceLandmarks face, double half)
    {
        var points = face.ToArray();
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        int left = Place(x - half), top = Place(y - half);
        return new PixelBox(left, top, Place(x + half) + 1 - left, Place(y + half) + 1 - top);
    }

    /// <summary>A box with all of some points in it.</summary>
    internal static PixelBox Around(IReadOnlyCollection<Vector2> points)
    {
        int left = Place(points.Min(point => point.X)), top = Place(points.Min(point => point.Y));
        return new PixelBox(left, top, Place(points.Max(point => point.X)) + 1 - left, Place(points.Max(point => point.Y)) + 1 - top).Grow(1);
    }

    /// <summary>The smallest box around all values above 0.</summary>
    internal static PixelBox Of(ImageMask mask)
    {
        int left = mask.Width, right = -1, top = mask.Height, bottom = -1;
        for (var y = 0; y < mask.Height; y++)
        {
            var row = mask.Row(y);
            if (row.IndexOfAnyExcept(0f) is not (>= 0 and var first)) continue;
            (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyExcept(0f)));
            (top, bottom) = (Math.Min(top, y), y);
        }

        return new PixelBox(left, top, right + 1 - left, bottom + 1 - top);
    }

    internal PixelBox Grow(int pixels) => IsEmpty ? this : new PixelBox(Left - pixels, Top - pixels, Width + 2 * pixels, Height + 2 * pixels);

    internal PixelBox Move(int right, int down) => this with { Left = Left + right, Top = Top + down };

    /// <summary>The part that lies in an image.</summary>
    internal PixelBox Within(ImageBuffer image)
    {
        int left = Math.Max(0, Left), top = Math.Max(0, Top);
        return new PixelBox(left, top, Math.Min(image.Width, Left + Width) - left, Math.Min(image.Height, Top + Height) - top);
    }

    /// <summary>A point of the image in pixels of the box.</summary>
    internal Vector2 Enter(Vector2 point) => point - new Vector2(Left, Top);

    /// <summary>What an image shows in the box, which lies in it.</summary>
    internal ImageBuffer Cut(ImageBuffer image) => Resampler.Crop(image, new Vector2(Left, Top) + new Vector2(Width - 1, Height - 1) / 2, Width, Height);

    /// <summary>The values of a mask in the box, which lies in it.</summary>
    internal ImageMask Cut(ImageMask mask)
    {
        var part = new ImageMask(Width, Height);
        for (var y = 0; y < Height; y++) mask.Row(Top + y).Slice(Left, Width).CopyTo(part.Row(y));
        return part;
    }

    /// <summary>Puts a picture of the box's size into an image in which the box lies.</summary>
    internal void Put(ImageBuffer part, ImageBuffer image)
    {
        for (var y = 0; y < Height; y++) part.Row(y).CopyTo(image.Row(Top + y)[(3 * Left)..]);
    }

    private static int Place(double position) => (int)Math.Clamp(Math.Round(position), -Far, Far);
}
