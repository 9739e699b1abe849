using System.Numerics;
using System.Runtime.CompilerServices;

namespace GlGan.Rendering;

/// <summary>Small functions that shapes and shaders are made of.</summary>
internal static class ShadingMath
{
    /// <summary>A bell of height 1 and width about 1 in <paramref name="t2"/>, the squared distance; rational, so that it costs no exponential.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Bell(float t2)
    {
        // (1 - t²/9)^5 for t < 3 is close to exp(-t²/1.8) and exactly zero beyond.
        if (t2 >= 9) return 0;
        var b = 1 - t2 * (1 / 9f);
        var b2 = b * b;
        return b2 * b2 * b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Bell(float x, float y) => Bell(x * x + y * y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Step(float edge0, float edge1, float x)
    {
        var t = Math.Clamp((x - edge0) / (edge1 - edge0), 0, 1);
        return t * t * (3 - 2 * t);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Mix(float a, float b, float t) => a + (b - a) * t;

    // Vector3.Lerp fuses multiply and add where the processor can, which would make images depend on the machine.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector3 Mix(Vector3 a, Vector3 b, float t) => a + (b - a) * t;

    public static float SmoothMax(float a, float b, float k)
    {
        var h = Math.Max(k - Math.Abs(a - b), 0) / k;
        return Math.Max(a, b) + h * h * k * 0.25f;
    }

    /// <summary>Piecewise cubic (Catmull-Rom) interpolation of values at ascending or descending knots.</summary>
    public static float Spline(ReadOnlySpan<float> knots, ReadOnlySpan<float> values, float x)
    {
        var descending = knots[0] > knots[^1];
        var i = 0;
        while (i < knots.Length - 2 && (descending ? x < knots[i + 1] : x > knots[i + 1])) i++;
        float x0 = knots[i], x1 = knots[i + 1], h = x1 - x0, t = Math.Clamp((x - x0) / h, 0, 1);
        var m0 = i == 0 ? (values[1] - values[0]) / h : (values[i + 1] - values[i - 1]) / (x1 - knots[i - 1]);
        var m1 = i == knots.Length - 2 ? (values[i + 1] - values[i]) / h : (values[i + 2] - values[i]) / (knots[i + 2] - x0);
        float t2 = t * t, t3 = t2 * t;
        return (2 * t3 - 3 * t2 + 1) * values[i] + (t3 - 2 * t2 + t) * h * m0 + (3 * t2 - 2 * t3) * values[i + 1] + (t3 - t2) * h * m1;
    }

    /// <summary>Value noise in [0, 1] on the integer lattice, hashed.</summary>
    public static float Noise(float x, float y, uint seed)
    {
        float fx = MathF.Floor(x), fy = MathF.Floor(y);
        float tx = x - fx, ty = y - fy;
        tx = tx * tx * (3 - 2 * tx);
        ty = ty * ty * (3 - 2 * ty);
        int ix = (int)fx, iy = (int)fy;
        var top = Mix(Lattice(ix, iy, seed), Lattice(ix + 1, iy, seed), tx);
        var bottom = Mix(Lattice(ix, iy + 1, seed), Lattice(ix + 1, iy + 1, seed), tx);
        return Mix(top, bottom, ty);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Lattice(int x, int y, uint seed)
    {
        var h = (uint)x * 0x8DA6B343u ^ (uint)y * 0xD8163841u ^ seed * 0xCB1AB31Fu;
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        return ((h ^ (h >> 15)) >> 8) * (1f / (1 << 24));
    }

    public static float Dot(Vector3 a, Vector3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;
}
