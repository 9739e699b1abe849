using System.Numerics;

namespace GlGan.Data;

/// <summary>Fills a visibility buffer: for every sample the nearest triangle and where in it the sample lies.</summary>
internal static class FaceRasterizer
{
    public static void Draw(FaceMesh mesh, RenderScratch scratch, int side)
    {
        var indices = mesh.Indices;
        var screen = scratch.Screen;
        var materials = mesh.Materials;
        for (var triangle = 0; triangle < mesh.TriangleCount; triangle++)
        {
            Vector3 a = screen[indices[3 * triangle]], b = screen[indices[3 * triangle + 1]], c = screen[indices[3 * triangle + 2]];
            var area = (c.X - a.X) * (b.Y - a.Y) - (b.X - a.X) * (c.Y - a.Y);
            if (area <= 0)
            {
                if (area == 0 || materials[triangle] is FaceMaterial.Head or FaceMaterial.Frame) continue;
            }

            Fill(scratch, side, triangle, a, b, c, 1 / area);
        }
    }

    private static void Fill(RenderScratch scratch, int side, int triangle, Vector3 a, Vector3 b, Vector3 c, float inverseArea)
    {
        var left = Math.Max((int)MathF.Ceiling(Math.Min(a.X, Math.Min(b.X, c.X))), 0);
        var right = Math.Min((int)MathF.Floor(Math.Max(a.X, Math.Max(b.X, c.X))), side - 1);
        var top = Math.Max((int)MathF.Ceiling(Math.Min(a.Y, Math.Min(b.Y, c.Y))), 0);
        var bottom = Math.Min((int)MathF.Floor(Math.Max(a.Y, Math.Max(b.Y, c.Y))), side - 1);
        if (left > right || top > bottom) return;

        float bx = (c.Y - a.Y) * -inverseArea, by = (c.X - a.X) * inverseArea;
        float cx = (b.Y - a.Y) * inverseArea, cy = (b.X - a.X) * -inverseArea;
        var (depth, triangles, weights) = (scratch.Depth, scratch.Triangle, scratch.Weights);
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
            {
                float dx = x - a.X, dy = y - a.Y;
                float second = dx * bx + dy * by, third = dx * cx + dy * cy;
                if (second < 0 || third < 0 || second + third > 1) continue;
                var z = a.Z + second * (b.Z - a.Z) + third * (c.Z - a.Z);
                var at = y * side + x;
                if (z <= depth[at]) continue;
                depth[at] = z;
                triangles[at] = triangle;
                weights[at] = new Vector2(second, third);
            }
    }
}
