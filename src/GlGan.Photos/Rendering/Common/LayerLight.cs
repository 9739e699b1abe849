using System.Numerics;

namespace GlGan.Rendering;

/// <summary>Light on something painted flat that is to look round: a key light and a surround, both in linear colour.</summary>
/// <param name="Direction">Unit vector to the key light: x to the viewer's right, y up, z to the camera.</param>
/// <param name="Key">Colour of the key light on a surface that faces it.</param>
/// <param name="Surround">Colour of the light from everywhere.</param>
/// <param name="RoundEnds">Whether what is long is round at its ends too; where it leads on, its ends are lit like the rest.</param>
internal readonly record struct LayerLight(Vector3 Direction, Vector3 Key, Vector3 Surround, bool RoundEnds = true)
{
    /// <summary>Light on a round surface, where its normal points <paramref name="x"/> to the right and <paramref name="y"/> down.</summary>
    public Vector3 On(float x, float y)
    {
        var z = MathF.Sqrt(Math.Max(1 - x * x - y * y, 0));
        var facing = ShadingMath.Dot(new Vector3(x, -y, z), Direction);
        return Key * (Math.Max(facing + 0.2f, 0) / 1.2f) + Surround * (0.45f + 0.55f * z);
    }
}
