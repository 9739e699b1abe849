using System.Numerics;

namespace GlGan.Faces.Masks;

/// <summary>The convex hull of points, by Andrew's monotone chain (1979).</summary>
internal sealed class ConvexPolygon
{
    private readonly (Vector2 Point, Vector2 Inward)[] _edges;

    internal ConvexPolygon(Vector2[] points)
    {
        var sorted = points.Distinct().OrderBy(point => point.X).ThenBy(point => point.Y).ToArray();
        Vector2[] corners = [.. Chain(sorted), .. Chain([.. sorted.Reverse()])];
        _edges = [.. corners.Select((corner, i) => (corner, Inward(corners[(i + 1) % corners.Length] - corner)))];
    }

    /// <summary>Distance of a point from the nearest edge's line, negative outside.</summary>
    internal double Inside(Vector2 point)
    {
        var distance = float.PositiveInfinity;
        foreach (var (corner, inward) in _edges) distance = Math.Min(distance, Vector2.Dot(point - corner, inward));
        return distance;
    }

    private static Vector2 Inward(Vector2 edge) => Vector2.Normalize(new Vector2(-edge.Y, edge.X));

    // The last point begins the other chain.
    private static IEnumerable<Vector2> Chain(Vector2[] sorted)
    {
        List<Vector2> chain = [];
        foreach (var point in sorted)
        {
            while (chain.Count >= 2 && Vector2.Cross(chain[^1] - chain[^2], point - chain[^1]) <= 0) chain.RemoveAt(chain.Count - 1);
            chain.Add(point);
        }

        return chain.SkipLast(1);
    }
}
