using System.Numerics;

namespace GlGan.Imaging;

/// <summary>Draws marks on an image, for people to look at. What lies outside the image is left out.</summary>
internal static class Annotations
{
    /// <summary>A filled disc.</summary>
    /// <param name="image">Image to change.</param>
    /// <param name="center">Middle in pixels.</param>
    /// <param name="radius">Radius in pixels.</param>
    /// <param name="color">Colour.</param>
    internal static void Dot(ImageBuffer image, Vector2 center, float radius, (byte R, byte G, byte B) color)
    {
        var (left, right) = Range(center.X - radius, center.X + radius, image.Width);
        var (top, bottom) = Range(center.Y - radius, center.Y + radius, image.Height);
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
                if (Vector2.DistanceSquared(new(x, y), center) <= radius * radius) Set(image, x, y, color);
    }

    /// <summary>The outline of a box, one pixel wide.</summary>
    /// <param name="image">Image to change.</param>
    /// <param name="center">Middle in pixels.</param>
    /// <param name="width">Width in pixels, outline included.</param>
    /// <param name="height">Height in pixels, outline included.</param>
    /// <param name="color">Colour.</param>
    internal static void Box(ImageBuffer image, Vector2 center, int width, int height, (byte R, byte G, byte B) color)
    {
        // A place beyond every image is as good as any other, and can be rounded to an integer.
        var start = Vector2.Clamp(center - new Vector2(width - 1, height - 1) / 2, new(-1e6f), new(1e6f));
        int left = (int)MathF.Round(start.X), top = (int)MathF.Round(start.Y);
        var (firstX, lastX) = Range(left, left + width - 1, image.Width);
        var (firstY, lastY) = Range(top, top + height - 1, image.Height);
        for (var x = firstX; x <= lastX; x++)
        {
            if (top == firstY) Set(image, x, top, color);
            if (top + height - 1 == lastY) Set(image, x, lastY, color);
        }

        for (var y = firstY; y <= lastY; y++)
        {
            if (left == firstX) Set(image, left, y, color);
            if (left + width - 1 == lastX) Set(image, lastX, y, color);
        }
    }

    private static (int First, int Last) Range(float from, float to, int length) =>
        ((int)Math.Clamp(MathF.Ceiling(from), 0, length), (int)Math.Clamp(MathF.Floor(to), -1, length - 1));

    private static void Set(ImageBuffer image, int x, int y, (byte R, byte G, byte B) color)
    {
        var pixel = image.Row(y).Slice(3 * x, 3);
        (pixel[0], pixel[1], pixel[2]) = color;
    }
}
