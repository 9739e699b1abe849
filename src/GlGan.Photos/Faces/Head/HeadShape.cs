using System.Numerics;

namespace GlGan.Faces.Head;

/// <summary>
/// The surface of an average face as a height over the plane through the eyes: x to the viewer's right, y down, z to the viewer, in distances between the
/// eyes (63 mm), the origin between the eyes. The landmarks' proportions are those of the ArcFace and FFHQ templates; depths and widths are round
/// anthropometric means.
/// </summary>
internal static class HeadShape
{
    /// <summary>The surface is defined for |x| up to this fraction of <see cref="HalfWidth"/>.</summary>
    internal const float Rim = 0.97f;

    /// <summary>Upper end of the surface, at the hairline.</summary>
    internal const float Top = -1.15f;

    /// <summary>Lower end of the surface, at the edge of the chin.</summary>
    internal const float Bottom = 1.86f;

    private const float Roundness = 1.19f;
    private const float NoseTop = 0.02f, NoseTip = 0.6f, NoseEnd = 0.78f, NoseHeight = 0.29f, NoseWidthTop = 0.12f, NoseWidthTip = 0.18f;

    private static readonly (float Y, float Depth, float HalfWidth)[] Profile =
    [
        (-1.2f, -0.05f, 0.98f), (-0.65f, 0.16f, 1.08f), (-0.3f, 0.19f, 1.14f), (0, 0.13f, 1.17f), (0.48f, 0.22f, 1.15f), (0.75f, 0.26f, 1.1f),
        (1.05f, 0.27f, 1.02f), (1.27f, 0.22f, 0.95f), (1.6f, 0.19f, 0.72f), (1.9f, -0.05f, 0.5f),
    ];

    /// <summary>The five landmarks.</summary>
    internal static Vector3[] Landmarks { get; } = [.. Surface([(-0.5f, 0), (0.5f, 0), (0, 0.59f), (-0.43f, 1.05f), (0.43f, 1.05f)])];

    /// <summary>The 68 landmarks.</summary>
    internal static Vector3[] Contours { get; } = [.. Surface(HeadContours.Points)];

    /// <summary>Outline of the part of the face that is a person's own: from above the brows to the chin, then the tip of the nose and the lips.</summary>
    internal static Vector3[] Oval { get; } = [.. Surface(HeadContours.Oval)];

    /// <summary>Height of the surface.</summary>
    internal static float Depth(float x, float y)
    {
        var (depth, halfWidth) = At(y);
        var side = Math.Clamp(x / halfWidth, -Rim, Rim);
        return depth - Roundness * (1 - MathF.Sqrt(1 - side * side)) + Nose(x, y);
    }

    /// <summary>Half the width of the head at a height.</summary>
    internal static float HalfWidth(float y) => At(y).HalfWidth;

    /// <summary>The surface's unit normal.</summary>
    internal static Vector3 Normal(float x, float y)
    {
        const float Step = 0.02f;
        var across = (Depth(x + Step, y) - Depth(x - Step, y)) / (2 * Step);
        var down = (Depth(x, y + Step) - Depth(x, y - Step)) / (2 * Step);
        return Vector3.Normalize(new Vector3(-across, -down, 1));
    }

    private static IEnumerable<Vector3> Surface(IEnumerable<(float X, float Y)> points) =>
        points.Select(point => new Vector3(point.X, point.Y, Depth(point.X, point.Y)));

    private static float Nose(float x, float y)
    {
        if (y is <= NoseTop or >= NoseEnd) return 0;
        var along = (y - NoseTop) / (NoseTip - NoseTop);
        var height = y < NoseTip ? along : (NoseEnd - y) / (NoseEnd - NoseTip);
        var width = float.Lerp(NoseWidthTop, NoseWidthTip, Math.Min(1, along));
        return NoseHeight * height * MathF.Exp(-x * x / (2 * width * width));
    }

    private static (float Depth, float HalfWidth) At(float y)
    {
        var next = Math.Clamp(Array.FindIndex(Profile, knot => knot.Y > y), 1, Profile.Length - 1);
        if (y >= Profile[^1].Y) return (Profile[^1].Depth, Profile[^1].HalfWidth);
        var (above, below) = (Profile[next - 1], Profile[next]);
        var part = Math.Max(0, (y - above.Y) / (below.Y - above.Y));
        return (float.Lerp(above.Depth, below.Depth, part), float.Lerp(above.HalfWidth, below.HalfWidth, part));
    }
}
