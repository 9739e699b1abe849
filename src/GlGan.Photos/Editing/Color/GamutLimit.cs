namespace GlGan.Editing;

/// <summary>Writes colours into pixels without clipping a channel.</summary>
internal static class GamutLimit
{
    internal const float Least = 1, Most = 254;

    private const int Halvings = 6;

    /// <summary>Writes a colour; one that sRGB lacks loses colourfulness, and at last lightness, until it fits.</summary>
    /// <param name="color">The colour in CIE L*a*b*.</param>
    /// <param name="pixel">Its three channels, with what was there before: what was at an end of the scale may come near it again.</param>
    internal static void Write((float L, float A, float B) color, Span<byte> pixel)
    {
        var (low, high) = (Lowest(pixel) <= Least, Highest(pixel) >= Most);
        var rgb = LabColor.ToSrgb(color.L, color.A, color.B);
        if (!Fits(rgb, low, high))
        {
            var (fits, misses) = (0f, 1f);
            for (var i = 0; i < Halvings; i++)
            {
                var share = (fits + misses) / 2;
                if (Fits(LabColor.ToSrgb(color.L, share * color.A, share * color.B), low, high)) fits = share;
                else misses = share;
            }

            rgb = LabColor.ToSrgb(color.L, fits * color.A, fits * color.B);
        }

        (pixel[0], pixel[1], pixel[2]) = (Level(rgb.Red), Level(rgb.Green), Level(rgb.Blue));

        static byte Level(float value) => (byte)(Math.Clamp(value, Least, Most) + 0.5f);
    }

    private static bool Fits((float Red, float Green, float Blue) rgb, bool low, bool high) =>
        (low || Math.Min(rgb.Red, Math.Min(rgb.Green, rgb.Blue)) >= Least) && (high || Math.Max(rgb.Red, Math.Max(rgb.Green, rgb.Blue)) <= Most);

    private static byte Lowest(Span<byte> pixel) => Math.Min(pixel[0], Math.Min(pixel[1], pixel[2]));

    private static byte Highest(Span<byte> pixel) => Math.Max(pixel[0], Math.Max(pixel[1], pixel[2]));
}
