using System.Numerics;

namespace GlGan.Rendering;

/// <summary>A spot of a <see cref="GridSurface"/> in view space.</summary>
internal struct SurfacePoint
{
    public Vector3 Position, Normal;

    /// <summary>The way to the next row and to the next column.</summary>
    public Vector3 Down, Across;

    /// <summary>Centimetres inside the hair.</summary>
    public float Hair;

    /// <summary>Light that reaches the spot, 0 to 1.</summary>
    public float Light;

    /// <summary>Rows and columns per centimetre in a direction along the surface.</summary>
    public readonly Vector2 Walk(Vector3 direction) => new(
        ShadingMath.Dot(direction, Down) / MathF.Max(ShadingMath.Dot(Down, Down), 1e-4f),
        ShadingMath.Dot(direction, Across) / MathF.Max(ShadingMath.Dot(Across, Across), 1e-4f));
}
