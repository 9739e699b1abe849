using System.Numerics;

namespace GlGan.Editing;

/// <summary>Visits the pixels of triangles that face the viewer and that nothing nearer covers.</summary>
internal sealed class TrianglePainter
{
    private readonly int _width;
    private readonly int _height;
    private readonly float[] _depths;

    internal TrianglePainter(int width, int height)
    {
        (_width, _height) = (width, height);
        _depths = new float[width * height];
        Array.Fill(_depths, float.NegativeInfinity);
    }

    /// <summary>Paints one triangle, whose corners go clockwise on screen when it faces the viewer.</summary>
    /// <param name="a">First corner: pixels, and depth towards the viewer.</param>
    /// <param name="b">Second corner.</param>
    /// <param name="c">Third corner.</param>
    /// <param name="paint">Receives x, y and the share of each corner.</param>
    internal void Paint(Vector3 a, Vector3 b, Vector3 c, Action<int, int, Vector3> paint)
    {
        var area = Cross(a, b, c.X, c.Y);
        if (!(area > 0)) return;
        int left = First(a.X, b.X, c.X), right = Last(a.X, b.X, c.X, _width), top = First(a.Y, b.Y, c.Y), bottom = Last(a.Y, b.Y, c.Y, _height);
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var share = new Vector3(Cross(b, c, x, y), Cross(c, a, x, y), Cross(a, b, x, y)) / area;
                if (share.X < 0 || share.Y < 0 || share.Z < 0) continue;
                var depth = Vector3.Dot(share, new Vector3(a.Z, b.Z, c.Z));
                ref var nearest = ref _depths[y * _width + x];
                if (depth <= nearest) continue;
                nearest = depth;
                paint(x, y, share);
            }
        }
    }

    private static float Cross(Vector3 from, Vector3 to, float x, float y) => (to.X - from.X) * (y - from.Y) - (to.Y - from.Y) * (x - from.X);

    private static int First(float a, float b, float c) => (int)Math.Max(0, MathF.Ceiling(Math.Min(a, Math.Min(b, c))));

    private static int Last(float a, float b, float c, int length) => (int)Math.Min(length - 1, MathF.Floor(Math.Max(a, Math.Max(b, c))));
}
