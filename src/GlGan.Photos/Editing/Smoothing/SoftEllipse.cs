using System.Numerics;

namespace GlGan.Editing;

/// <summary>An ellipse with a soft edge.</summary>
/// <param name="Center">Its middle in pixels.</param>
/// <param name="Across">Direction of one axis, divided by its radius.</param>
/// <param name="Down">Direction of the other axis, divided by its radius.</param>
/// <param name="Feather">Width of the edge on either side of the ellipse, as a fraction of its radii.</param>
internal readonly record struct SoftEllipse(Vector2 Center, Vector2 Across, Vector2 Down, float Feather)
{
    /// <summary>1 inside, 0 outside.</summary>
    internal float At(Vector2 point)
    {
        var offset = point - Center;
        var distance = new Vector2(Vector2.Dot(offset, Across), Vector2.Dot(offset, Down)).Length();
        return 1 - SmoothStep(1 - Feather, 1 + Feather, distance);
    }

    /// <summary>Half the sides of the box around it in pixels, edge included.</summary>
    internal Vector2 Extent()
    {
        var (across, down) = (Across / Across.LengthSquared(), Down / Down.LengthSquared());
        return (1 + Feather) * Vector2.SquareRoot(across * across + down * down);
    }

    /// <summary>From 0 up to <paramref name="from"/> to 1 from <paramref name="to"/> on.</summary>
    internal static float SmoothStep(float from, float to, float value)
    {
        var t = Math.Clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
