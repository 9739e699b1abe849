using System.Numerics;
using System.Runtime.CompilerServices;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Key light and surround in view space, in linear colour.</summary>
internal sealed class FaceLighting
{
    private readonly Vector3 _key, _sky, _ground, _fill, _toFill;

    public FaceLighting(FaceLight light)
    {
        Direction = Towards(light.Azimuth, light.Elevation);
        _toFill = Towards(light.FillAzimuth, 15);
        Half = Vector3.Normalize(Direction + Vector3.UnitZ);
        var warm = light.Warmth;
        var color = new Vector3(1 + 0.12f * warm, 1, 1 - 0.2f * warm) * light.Exposure;
        _key = color * (1.3f * (1 - light.Ambient));
        _fill = new Vector3(1 + 0.25f * light.FillWarmth, 1, 1 - 0.4f * light.FillWarmth) * (light.Fill * light.Exposure);
        var surround = new Vector3(1 + 0.03f * warm, 1, 1 - 0.05f * warm) * (1.02f * light.Ambient * light.Exposure);
        _sky = surround * 1.14f;
        _ground = surround * 0.62f;
        Specular = (0.35f + 0.65f * (1 - light.Ambient)) * light.Exposure;
    }

    /// <summary>The same light for what is painted flat.</summary>
    public LayerLight Layer => new(Direction, _key, 0.5f * (_sky + _ground));

    /// <summary>Unit vector to the key light.</summary>
    public Vector3 Direction { get; }

    public Vector3 Half { get; }

    public float Specular { get; }

    /// <summary>Light that skin scatters back: red wraps furthest round the terminator.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector3 Skin(Vector3 normal, float open, float lit)
    {
        var facing = Dot(normal, Direction);
        var wrapped = Vector3.Max(new Vector3(facing) + new Vector3(0.3f, 0.17f, 0.12f), Vector3.Zero) * new Vector3(1 / 1.3f, 1 / 1.17f, 1 / 1.12f);
        // Light that entered beside the edge of a shadow comes out within it, and is red.
        var reached = new Vector3(lit) + new Vector3(0.1f, 0.02f, 0.01f) * (4 * lit * (1 - lit));
        return _key * wrapped * reached * (0.35f + 0.65f * open) + _fill * Math.Max(Dot(normal, _toFill) + 0.25f, 0) * (0.8f * open) + Surround(normal) * open;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector3 Plain(Vector3 normal, float open, float lit) =>
        _key * (Math.Max(Dot(normal, Direction) + 0.1f, 0) / 1.1f * open * lit) + _fill * Math.Max(Dot(normal, _toFill), 0) * open + Surround(normal) * open;

    private static Vector3 Towards(float azimuth, float elevation)
    {
        var (sinA, cosA) = MathF.SinCos(azimuth * (MathF.PI / 180));
        var (sinE, cosE) = MathF.SinCos(elevation * (MathF.PI / 180));
        return new Vector3(sinA * cosE, sinE, cosA * cosE);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector3 Surround(Vector3 normal) => Mix(_ground, _sky, 0.5f + 0.5f * normal.Y) * (0.72f + 0.28f * normal.Z);

    /// <summary>Blinn's highlight with exponent 16 · 2^sharpness, by squaring.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Highlight(Vector3 normal, int sharpness)
    {
        var h = Math.Max(Dot(normal, Half), 0);
        h *= h;
        h *= h;
        h *= h;
        h *= h;
        for (var i = 0; i < sharpness; i++) h *= h;
        return h * Specular;
    }
}
