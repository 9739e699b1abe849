using System.Numerics;

namespace GlGan.Rendering;

/// <summary>Where on the head's grid the five landmarks are.</summary>
internal static class LandmarkSpots
{
    /// <summary>The points in landmark order, interpolated on a posed mesh.</summary>
    public static void Locate(FaceTraits traits, ReadOnlySpan<Vector3> posed, Span<Vector3> points)
    {
        var grid = HeadGrid.Instance;
        points[0] = On(grid, posed, -traits.EyeX, 0);
        points[1] = On(grid, posed, traits.EyeX, 0);
        points[2] = On(grid, posed, 0, HeadGrid.NoseTipY);
        points[3] = On(grid, posed, -traits.MouthHalfWidth, HeadGrid.MouthY);
        points[4] = On(grid, posed, traits.MouthHalfWidth, HeadGrid.MouthY);
    }

    private static Vector3 On(HeadGrid grid, ReadOnlySpan<Vector3> posed, float x, float y)
    {
        var start = grid.Row(y) * grid.Columns;
        var column = grid.Middle - 30;
        while (grid.Canonical[start + column + 1].X < x) column++;
        float left = grid.Canonical[start + column].X, right = grid.Canonical[start + column + 1].X;
        return ShadingMath.Mix(posed[start + column], posed[start + column + 1], (x - left) / (right - left));
    }
}
