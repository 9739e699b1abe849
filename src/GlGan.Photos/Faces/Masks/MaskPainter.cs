using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Faces.Masks;

/// <summary>Draws shapes that are given by their inside distance.</summary>
internal static class MaskPainter
{
    /// <summary>Draws a mask that rises smoothly from 0 at the edge of a shape to 1 at the feather's distance inside; nothing lies outside.</summary>
    /// <param name="width">Width of the mask in pixels.</param>
    /// <param name="height">Height of the mask in pixels.</param>
    /// <param name="feather">Width of the rise in pixels; less than one is one.</param>
    /// <param name="inside">Distance from the edge in pixels, positive inside.</param>
    internal static ImageMask Fill(int width, int height, double feather, Func<Vector2, double> inside)
    {
        var mask = new ImageMask(width, height);
        var rise = Math.Max(1, feather);
        for (var y = 0; y < height; y++)
        {
            var row = mask.Row(y);
            for (var x = 0; x < width; x++) row[x] = Smooth(inside(new Vector2(x, y)) / rise);
        }

        return mask;
    }

    /// <summary>From 0 at 0 to 1 at 1, level at both ends.</summary>
    internal static float Smooth(double part)
    {
        var clamped = Math.Clamp(part, 0, 1);
        return (float)(clamped * clamped * (3 - 2 * clamped));
    }

    /// <summary>Requires a length to be a fraction of the face's size.</summary>
    internal static double Fraction(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is a fraction of the face's size, from 0 to 1.");
}
