using System.Numerics;

namespace GlGan.Faces.Head;

/// <summary>The average head as a grid of vertices, symmetric left to right; two triangles per cell.</summary>
internal static class HeadMesh
{
    internal const int Columns = 33, Rows = 41;

    /// <summary>Vertices row by row.</summary>
    internal static Vector3[] Vertices { get; } = [.. Enumerable.Range(0, Columns * Rows).Select(Vertex)];

    /// <summary>The surface's normal at each vertex.</summary>
    internal static Vector3[] Normals { get; } = [.. Vertices.Select(vertex => HeadShape.Normal(vertex.X, vertex.Y))];

    /// <summary>The vertex on the other side of the face.</summary>
    internal static int Mirror(int vertex) => vertex + Columns - 1 - 2 * (vertex % Columns);

    /// <summary>The triangles, as three vertices each, counter-clockwise seen from the front.</summary>
    internal static IEnumerable<(int First, int Second, int Third)> Triangles()
    {
        for (var row = 0; row + 1 < Rows; row++)
        {
            for (var column = 0; column + 1 < Columns; column++)
            {
                var corner = row * Columns + column;
                yield return (corner, corner + Columns, corner + 1);
                yield return (corner + 1, corner + Columns, corner + Columns + 1);
            }
        }
    }

    private static Vector3 Vertex(int index)
    {
        var (row, column) = (index / Columns, index % Columns);
        var y = float.Lerp(HeadShape.Top, HeadShape.Bottom, row / (Rows - 1f));
        var x = HeadShape.HalfWidth(y) * HeadShape.Rim * (2 * column / (Columns - 1f) - 1);
        return new Vector3(x, y, HeadShape.Depth(x, y));
    }
}
