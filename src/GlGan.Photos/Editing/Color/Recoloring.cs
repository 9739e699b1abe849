using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>Maps the colours of an image.</summary>
internal static class Recoloring
{
    /// <summary>Moves every colour by a share of the way to where a map takes it.</summary>
    internal static ImageBuffer Apply(ImageBuffer image, double strength, Func<byte, byte, byte, (float Red, float Green, float Blue)> map)
    {
        var result = image.Clone();
        var pixels = result.Pixels;
        var share = (float)strength;
        for (var at = 0; share > 0 && at < pixels.Length; at += 3)
        {
            var (red, green, blue) = map(pixels[at], pixels[at + 1], pixels[at + 2]);
            (pixels[at], pixels[at + 1], pixels[at + 2]) = (Moved(pixels[at], red), Moved(pixels[at + 1], green), Moved(pixels[at + 2], blue));
        }

        return result;

        byte Moved(byte from, float to) => (byte)(Math.Clamp(from + share * (to - from), 0f, 255f) + 0.5f);
    }
}
