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

    /// <summary>Draws boxes of an aligned face as they lie in the photo.</summary>
    /// <param name="width">Width of the mask in pixels.</param>
    /// <param name="height">Height of the mask in pixels.</param>
    /// <param name="feather">Width of the soft edge inside the boxes, in pixels of the mask.</param>
    /// <param name="alignedFromMask">Where a point of the mask lies in the aligned face.</param>
    /// <param name="boxes">Middle and half the sides of each box, in pixels of the aligned face; at least one.</param>
    internal static ImageMask Boxes(int width, int height, double feather, SimilarityTransform alignedFromMask, IReadOnlyList<(Vector2 Center, Vector2 Half)> boxes) =>
        Fill(width, height, feather, point =>
        {
            var place = alignedFromMask.Apply(point);
            return boxes.Max(box => Inside(place, box.Center, box.Half)) / alignedFromMask.Scale;
        });

    /// <summary>From 0 at 0 to 1 at 1, level at both ends.</summary>
    internal static float Smooth(double part)
    {
        var clamped = Math.Clamp(part, 0, 1);
        return (float)(clamped * clamped * (3 - 2 * clamped));
    }

    /// <summary>Requires a length to be a fraction of the face's size.</summary>
    internal static double Fraction(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is a fraction of the face's size, from 0 to 1.");

    private static double Inside(Vector2 place, Vector2 center, Vector2 half)
    {
        var room = half - Vector2.Abs(place - center);
        return Math.Min(room.X, room.Y);
    }
}
