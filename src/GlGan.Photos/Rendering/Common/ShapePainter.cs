using System.Numerics;

namespace GlGan.Rendering;

/// <summary>Paints shapes with smooth edges onto a canvas, in a frame of its own: a place of it may lie anywhere on the canvas, turned and scaled.</summary>
internal sealed class ShapePainter(ColorCanvas canvas)
{
    private const int MaxCorners = 8;

    private Vector2 _origin, _right;
    private float _scale;

    public ColorCanvas Canvas => canvas;

    /// <summary>Sets the frame.</summary>
    /// <param name="origin">Where (0, 0) lies, in pixels of the canvas.</param>
    /// <param name="right">Where a step of 1 to the right leads, in pixels; a step down is turned by a right angle from it.</param>
    public void Frame(Vector2 origin, Vector2 right)
    {
        (_origin, _right) = (origin, right);
        _scale = MathF.Sqrt(right.X * right.X + right.Y * right.Y);
    }

    /// <summary>The place of the frame that a pixel shows.</summary>
    public Vector2 Place(int x, int y)
    {
        float dx = x - _origin.X, dy = y - _origin.Y, scale = 1 / (_scale * _scale);
        return new Vector2((dx * _right.X + dy * _right.Y) * scale, (dy * _right.X - dx * _right.Y) * scale);
    }

    public void Rectangle(float left, float top, float right, float bottom, Vector3 color, float opacity = 1) =>
        Convex([new(left, top), new(right, top), new(right, bottom), new(left, bottom)], color, opacity);

    /// <summary>A convex polygon of at most eight corners, in either order.</summary>
    public void Convex(ReadOnlySpan<Vector2> corners, Vector3 color, float opacity = 1)
    {
        Span<Vector2> points = stackalloc Vector2[MaxCorners];
        Span<Vector3> edges = stackalloc Vector3[MaxCorners];
        points = points[..corners.Length];
        for (var i = 0; i < points.Length; i++) points[i] = ToPixels(corners[i]);
        var area = 0f;
        for (var i = 0; i < points.Length; i++) area += Cross(points[i], points[(i + 1) % points.Length]);
        Vector2 low = points[0], high = low;
        for (var i = 0; i < points.Length; i++)
        {
            Vector2 a = points[i], b = points[(i + 1) % points.Length];
            (low, high) = (Vector2.Min(low, b), Vector2.Max(high, b));
            float dx = b.X - a.X, dy = b.Y - a.Y, scale = (area < 0 ? -1 : 1) / MathF.Max(MathF.Sqrt(dx * dx + dy * dy), 1e-6f);
            edges[i] = new Vector3(-dy * scale, dx * scale, (dy * a.X - dx * a.Y) * scale);
        }

        var (left, top, right, bottom) = Bounds(low, high);
        for (var y = top; y <= bottom; y++)
        {
            var row = canvas.Row(y);
            for (var x = left; x <= right; x++)
            {
                var inside = 1f;
                foreach (var edge in edges[..points.Length]) inside = Math.Min(inside, edge.X * x + edge.Y * y + edge.Z + 0.5f);
                if (inside > 0) Cover(ref row[x], color, inside * opacity);
            }
        }
    }

    public void Disc(Vector2 center, float radius, Vector3 color, float opacity = 1, float soft = 0) => Capsule(center, center, radius, radius, color, opacity, soft);

    /// <summary>A line with round ends that may differ in radius.</summary>
    /// <param name="from">Middle of one end.</param>
    /// <param name="to">Middle of the other.</param>
    /// <param name="fromRadius">Radius of one end.</param>
    /// <param name="toRadius">Radius of the other.</param>
    /// <param name="color">Linear colour, or the albedo where there is light.</param>
    /// <param name="opacity">0 to 1.</param>
    /// <param name="soft">Width of the edge; at least a pixel.</param>
    /// <param name="light">Light that makes it round; flat without.</param>
    public void Capsule(
        Vector2 from, Vector2 to, float fromRadius, float toRadius, Vector3 color, float opacity = 1, float soft = 0, LayerLight? light = null)
    {
        Vector2 a = ToPixels(from), b = ToPixels(to);
        float dx = b.X - a.X, dy = b.Y - a.Y, length = MathF.Max(dx * dx + dy * dy, 1e-9f);
        float first = fromRadius * _scale, last = toRadius * _scale, edge = MathF.Max(soft * _scale, 1), reach = Math.Max(first, last) + 0.5f * edge;
        var (left, top, right, bottom) = Bounds(Vector2.Min(a, b) - new Vector2(reach), Vector2.Max(a, b) + new Vector2(reach));
        for (var y = top; y <= bottom; y++)
        {
            var row = canvas.Row(y);
            for (var x = left; x <= right; x++)
            {
                float px = x - a.X, py = y - a.Y, t = Math.Clamp((px * dx + py * dy) / length, 0, 1);
                var side = (py * dx - px * dy) / length;
                (px, py) = (px - t * dx, py - t * dy);
                float radius = first + (last - first) * t, distance = MathF.Sqrt(px * px + py * py);
                var inside = Math.Min((radius - distance) / edge + 0.5f, 1);
                if (inside <= 0) continue;
                if (light is { } lit) Cover(ref row[x], color * (lit.RoundEnds ? lit.On(px / radius, py / radius) : lit.On(side * -dy / radius, side * dx / radius)), inside * opacity);
                else Cover(ref row[x], color, inside * opacity);
            }
        }
    }

    private Vector2 ToPixels(Vector2 place) =>
        new(_origin.X + place.X * _right.X - place.Y * _right.Y, _origin.Y + place.X * _right.Y + place.Y * _right.X);

    private (int Left, int Top, int Right, int Bottom) Bounds(Vector2 low, Vector2 high) => (
        (int)Math.Clamp(low.X - 1, 0, canvas.Width), (int)Math.Clamp(low.Y - 1, 0, canvas.Height),
        (int)Math.Clamp(high.X + 1, -1, canvas.Width - 1), (int)Math.Clamp(high.Y + 1, -1, canvas.Height - 1));

    private static void Cover(ref Vector4 pixel, Vector3 color, float amount) => pixel += (new Vector4(color, 1) - pixel) * amount;

    private static float Cross(Vector2 a, Vector2 b) => a.X * b.Y - a.Y * b.X;
}
