using System.Numerics;

namespace GlGan.Imaging;

/// <summary>Fills triangles, the nearest in front.</summary>
/// <param name="depths">Depth of what each pixel shows, row by row; only what is nearer shows, and leaves its own.</param>
/// <param name="width">Width in pixels.</param>
/// <param name="height">Height in pixels.</param>
internal readonly ref struct TriangleRasterizer(Span<float> depths, int width, int height)
{
    private readonly Span<float> _depths = depths;

    /// <summary>Paints the pixels whose centre lies in a triangle or on its outline. Corners go counter-clockwise on screen when it faces the viewer.</summary>
    /// <param name="a">First corner: pixels, and depth, larger when nearer.</param>
    /// <param name="b">Second corner.</param>
    /// <param name="c">Third corner.</param>
    /// <param name="bothSides">Whether it is also seen from behind.</param>
    /// <param name="painter">Receives the pixels.</param>
    internal void Fill<TPainter>(Vector3 a, Vector3 b, Vector3 c, bool bothSides, ref TPainter painter)
        where TPainter : struct, ITrianglePainter
    {
        var area = (c.X - a.X) * (b.Y - a.Y) - (b.X - a.X) * (c.Y - a.Y);
        if (!(area > 0 || (area < 0 && bothSides))) return;
        var left = Math.Max((int)MathF.Ceiling(Math.Min(a.X, Math.Min(b.X, c.X))), 0);
        var right = Math.Min((int)MathF.Floor(Math.Max(a.X, Math.Max(b.X, c.X))), width - 1);
        var top = Math.Max((int)MathF.Ceiling(Math.Min(a.Y, Math.Min(b.Y, c.Y))), 0);
        var bottom = Math.Min((int)MathF.Floor(Math.Max(a.Y, Math.Max(b.Y, c.Y))), height - 1);
        if (left > right || top > bottom) return;

        var inverse = 1 / area;
        float bx = (c.Y - a.Y) * -inverse, by = (c.X - a.X) * inverse;
        float cx = (b.Y - a.Y) * inverse, cy = (b.X - a.X) * -inverse;
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                float dx = x - a.X, dy = y - a.Y;
                float second = dx * bx + dy * by, third = dx * cx + dy * cy;
                if (second < 0 || third < 0 || second + third > 1) continue;
                var depth = a.Z + second * (b.Z - a.Z) + third * (c.Z - a.Z);
                var pixel = y * width + x;
                if (depth <= _depths[pixel]) continue;
                _depths[pixel] = depth;
                painter.Paint(pixel, second, third);
            }
        }
    }
}
