using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>
/// Light from all around that the relief of the posed face keeps from itself: how far the surroundings of a spot rise above its tangent plane, near and farther away.
/// </summary>
internal static class SurfaceOcclusion
{
    private const int Near = 2, Far = 7;
    private const float NearWeight = 1.5f, FarWeight = 1.1f, Darkest = 0.16f;

    /// <summary>Fills the open share of each vertex of the head's grid, 0 to 1.</summary>
    /// <param name="positions">Vertices in view space.</param>
    /// <param name="normals">Their normals.</param>
    /// <param name="open">Receives the shares; what is not of the face has 1.</param>
    public static void Compute(ReadOnlySpan<Vector3> positions, ReadOnlySpan<Vector3> normals, Span<float> open)
    {
        open.Fill(1);
        var grid = HeadGrid.Instance;
        var (first, last) = (grid.Row(7), grid.Row(-15));
        for (var row = first; row < last; row++)
            for (var column = 0; column < grid.Columns; column++)
            {
                if (Math.Abs(grid.Angle[column]) > 1.8f) continue;
                var at = row * grid.Columns + column;
                if (normals[at].Z < -0.2f) continue;
                var blocked = NearWeight * Rise(grid, positions, normals[at], row, column, Near) + FarWeight * Rise(grid, positions, normals[at], row, column, Far);
                open[at] = Math.Clamp(1 - blocked, Darkest, 1);
            }
    }

    // The mean sine over the horizon in eight directions; what falls away blocks nothing.
    private static float Rise(HeadGrid grid, ReadOnlySpan<Vector3> positions, Vector3 normal, int row, int column, int reach)
    {
        var here = positions[row * grid.Columns + column];
        float sum = 0;
        for (var down = -1; down <= 1; down++)
            for (var across = -1; across <= 1; across++)
            {
                if (down == 0 && across == 0) continue;
                var to = positions[(row + down * reach) * grid.Columns + (column + across * reach + grid.Columns) % grid.Columns] - here;
                sum += Math.Max(Dot(to, normal) / MathF.Sqrt(Dot(to, to) + 0.01f), -0.15f);
            }

        return Math.Max(sum * 0.125f, 0);
    }
}
