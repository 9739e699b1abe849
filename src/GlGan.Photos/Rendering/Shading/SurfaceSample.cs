using System.Numerics;

namespace GlGan.Rendering;

/// <summary>A visible spot: interpolated vertex data and the unit normal in view space, towards the camera's half.</summary>
internal struct SurfaceSample
{
    /// <summary>See <see cref="FaceVertex"/>.</summary>
    public Vector4 Place, Tint;

    public Vector3 Normal;

    /// <summary>Share of the key light that nothing blocks.</summary>
    public float Lit;

    /// <summary>Coordinate across the strands of hair.</summary>
    public float Strand;

    public readonly float X => Place.X;

    public readonly float Y => Place.Y;

    /// <summary>Centimetres inside the hair.</summary>
    public readonly float Hair => Place.Z;

    /// <summary>Light that reaches the spot, 0 to 1.</summary>
    public readonly float Light => Place.W;

    public readonly Vector3 Color => new(Tint.X, Tint.Y, Tint.Z);

    public readonly float Beard => Tint.W;

    /// <summary>Moves half way to another spot nearby.</summary>
    public void Blend(in SurfaceSample other)
    {
        Place = 0.5f * (Place + other.Place);
        Tint = 0.5f * (Tint + other.Tint);
        Strand = 0.5f * (Strand + other.Strand);
        Lit = 0.5f * (Lit + other.Lit);
        var normal = Normal + other.Normal;
        Normal = normal / MathF.Max(MathF.Sqrt(ShadingMath.Dot(normal, normal)), 1e-6f);
    }
}
