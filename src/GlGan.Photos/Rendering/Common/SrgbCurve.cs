using System.Numerics;

namespace GlGan.Rendering;

/// <summary>sRGB (IEC 61966-2-1) from bytes to linear light and back, by tables.</summary>
internal static class SrgbCurve
{
    // By the square root of the light: there the curve is nearly straight.
    private const int Steps = 1024;

    private static readonly float[] Linear = [.. Enumerable.Range(0, 256).Select(i => (float)Decode(i / 255.0))];
    private static readonly float[] Encoded = [.. Enumerable.Range(0, Steps + 2).Select(i => (float)Encode((double)i * i / ((double)Steps * Steps)))];

    /// <summary>Linear light of a pixel; W is 1.</summary>
    public static Vector4 ToLinear(ReadOnlySpan<byte> pixel) => new(Linear[pixel[0]], Linear[pixel[1]], Linear[pixel[2]], 1);

    /// <summary>sRGB in [0, 1] of linear light, clipped; W is 1.</summary>
    public static Vector4 ToSrgb(Vector4 linear)
    {
        var root = Vector4.SquareRoot(Vector4.Min(Vector4.Max(linear, Vector4.Zero), Vector4.One)) * Steps;
        return new Vector4(At(root.X), At(root.Y), At(root.Z), 1);
    }

    private static float At(float root)
    {
        var index = (int)root;
        return ShadingMath.Mix(Encoded[index], Encoded[index + 1], root - index);
    }

    private static double Decode(double v) => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);

    private static double Encode(double v) => v <= 0.0031308 ? 12.92 * v : 1.055 * Math.Pow(v, 1 / 2.4) - 0.055;
}
