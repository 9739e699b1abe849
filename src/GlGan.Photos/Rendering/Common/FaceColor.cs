using System.Numerics;

namespace GlGan.Rendering;

/// <summary>An sRGB colour of a synthetic face.</summary>
/// <param name="R">Red, 0 to 255.</param>
/// <param name="G">Green, 0 to 255.</param>
/// <param name="B">Blue, 0 to 255.</param>
public readonly record struct FaceColor(byte R, byte G, byte B)
{
    internal Vector3 Linear => new(ToLinear(R), ToLinear(G), ToLinear(B));

    internal static FaceColor Mix(FaceColor from, FaceColor to, float amount) => new(
        (byte)MathF.Round(from.R + (to.R - from.R) * amount),
        (byte)MathF.Round(from.G + (to.G - from.G) * amount),
        (byte)MathF.Round(from.B + (to.B - from.B) * amount));

    private static float ToLinear(byte value)
    {
        var v = value / 255f;
        return v <= 0.04045f ? v / 12.92f : MathF.Pow((v + 0.055f) / 1.055f, 2.4f);
    }
}
