using System.Numerics;

namespace GlGan.Rendering;

/// <summary>Where on the head's grid the five landmarks are.</summary>
internal static class LandmarkSpots
{
    // A little above the middle of the open lids, and where the nose stands out most.
    private const float LidMiddle = 0.14f, NoseTip = HeadGrid.NoseTipY + 0.27f;

    /// <summary>The points in landmark order, interpolated on a posed mesh.</summary>
    public static void Locate(FaceTraits traits, ReadOnlySpan<Vector3> posed, Span<Vector3> points)
    {
        var grid = HeadGrid.Instance;
        points[0] = On(grid, posed, -traits.EyeX, LidMiddle);
        points[1] = On(grid, posed, traits.EyeX, LidMiddle);
        points[2] = On(grid, posed, 0, NoseTip);
        points[3] = On(grid, posed, -traits.MouthHalfWidth, HeadGrid.MouthY);
        points[4] = On(grid, posed, traits.MouthHalfWidth, HeadGrid.MouthY);
    }

    private static Vector3 On(HeadGrid grid, ReadOnlySpan<Vector3> vertices, float x, float y)
    {
        var (row, column) = grid.Find(x, y);
        return grid.Interpolate(vertices, row, column);
    }
}
