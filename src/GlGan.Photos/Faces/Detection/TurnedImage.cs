using System.Numerics;
using GlGan.Imaging;

namespace GlGan.Faces;

/// <summary>An image turned by right angles.</summary>
internal static class TurnedImage
{
    /// <summary>Where a point of an image lies after so many turns clockwise.</summary>
    internal static Matrix3x2 Turn(ImageBuffer image, int quarters)
    {
        float right = image.Width - 1, bottom = image.Height - 1;
        return (quarters & 3) switch
        {
            0 => Matrix3x2.Identity,
            1 => new Matrix3x2(0, 1, -1, 0, bottom, 0),
            2 => new Matrix3x2(-1, 0, 0, -1, right, bottom),
            _ => new Matrix3x2(0, -1, 1, 0, 0, right),
        };
    }

    /// <summary>The image after so many turns clockwise.</summary>
    internal static ImageBuffer Of(ImageBuffer image, int quarters) =>
        quarters % 2 == 0
            ? Resampler.Warp(image, Turn(image, quarters), image.Width, image.Height)
            : Resampler.Warp(image, Turn(image, quarters), image.Height, image.Width);
}
