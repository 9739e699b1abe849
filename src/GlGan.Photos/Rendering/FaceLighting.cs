using System.Numerics;
using System.Runtime.CompilerServices;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>Key light and surround in view space, in linear colour.</summary>
internal sealed class FaceLighting
{
    private readonly Vector3 _key, _sky, _ground;

    public FaceLighting(FaceLight light)
    {
        var (sinA, cosA) = MathF.SinCos(light.Azimuth * (MathF.PI / 180));
        var (sinE, cosE) = MathF.SinCos(light.Elevation * (MathF.PI / 180));
        Direction = new Vector3(sinA * cosE, sinE, cosA * cosE);
        Half = Vector3.Normalize(Direction + Vector3.UnitZ);
        var warm = light.Warmth;
        var color = new Vector3(1 + 0.12f * warm, 1, 1 - 0.2f * warm) * light.Exposure;
        _key = color * (1.3f * (1 - light.Ambient));
        var surround = new Vector3(1 + 0.03f * warm, 1, 1 - 0.05f * warm) * (1.02f * light.Ambient * light.Exposure);
        _sky = surround * 1.14f;
        _ground = surround * 0.62f;
        Specular = (0.35f + 0.65f * (1 - light.Ambient)) * light.Exposure;
    }

    public Vector3 Direction { get; }

    public Vector3 Half { get; }

    public float Specular { get; }

    /// <summary>Light that skin scatters back: red wraps furthest round the terminator.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector3 Skin(Vector3 normal, float open)
    {
        var facing = Dot(normal, Direction);
        var wrapped = Vector3.Max(new Vector3(facing) + new Vector3(0.3f, 0.17f, 0.12f), Vector3.Zero) * new Vector3(1 / 1.3f, 1 / 1.17f, 1 / 1.12f);
        return _key * wrapped * (0.35f + 0.65f * open) + Surround(normal) * open;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector3 Plain(Vector3 normal, float open) =>
        _key * (Math.Max(Dot(normal, Direction) + 0.1f, 0) / 1.1f * open) + Surround(normal) * open;

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
