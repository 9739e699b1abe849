namespace GlGan.Editing;

/// <summary>
/// CIE L*a*b* of the 2° observer under D65, from and to sRGB (IEC 61966-2-1 for the transfer function and the primaries, CIE 15 for the rest).
/// L* is in [0, 100], a* and b* about [-128, 127].
/// </summary>
internal static class LabColor
{
    private const float WhiteX = 0.95047f, WhiteZ = 1.08883f;
    private const float Threshold = 6f / 29;

    private static readonly float[] Linear = [.. Enumerable.Range(0, 256).Select(level => ToLinear(level / 255.0))];

    /// <summary>From 8-bit sRGB.</summary>
    internal static (float L, float A, float B) FromSrgb(byte red, byte green, byte blue)
    {
        float r = Linear[red], g = Linear[green], b = Linear[blue];
        var x = Compress((0.4124564f * r + 0.3575761f * g + 0.1804375f * b) / WhiteX);
        var y = Compress(0.2126729f * r + 0.7151522f * g + 0.0721750f * b);
        var z = Compress((0.0193339f * r + 0.1191920f * g + 0.9503041f * b) / WhiteZ);
        return (116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    /// <summary>To sRGB from 0 to 255, not rounded; colours that sRGB lacks are clipped channel by channel.</summary>
    internal static (float Red, float Green, float Blue) ToSrgb(float l, float a, float b)
    {
        var middle = (l + 16) / 116;
        float x = WhiteX * Expand(middle + a / 500), y = Expand(middle), z = WhiteZ * Expand(middle - b / 200);
        return (
            FromLinear(3.2404542f * x - 1.5371385f * y - 0.4985314f * z),
            FromLinear(-0.9692660f * x + 1.8760108f * y + 0.0415560f * z),
            FromLinear(0.0556434f * x - 0.2040259f * y + 1.0572252f * z));
    }

    private static float Compress(float t) => t > Threshold * Threshold * Threshold ? MathF.Cbrt(t) : t / (3 * Threshold * Threshold) + 4f / 29;

    private static float Expand(float t) => t > Threshold ? t * t * t : 3 * Threshold * Threshold * (t - 4f / 29);

    private static float ToLinear(double value) => (float)(value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4));

    private static float FromLinear(float value)
    {
        var clipped = Math.Clamp(value, 0, 1);
        return 255 * (clipped <= 0.0031308f ? 12.92f * clipped : 1.055f * MathF.Pow(clipped, 1 / 2.4f) - 0.055f);
    }
}
