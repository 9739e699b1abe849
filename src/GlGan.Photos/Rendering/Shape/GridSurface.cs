using System.Numerics;
using static GlGan.Rendering.ShadingMath;

namespace GlGan.Rendering;

/// <summary>A posed grid of vertices between which one can walk: the head, or hair that hangs.</summary>
/// <param name="positions">Vertices in view space, row by row.</param>
/// <param name="normals">Their normals.</param>
/// <param name="vertices">Their other data.</param>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Number of columns.</param>
/// <param name="closed">Whether the last column joins the first.</param>
internal readonly ref struct GridSurface(
    ReadOnlySpan<Vector3> positions, ReadOnlySpan<Vector3> normals, ReadOnlySpan<FaceVertex> vertices, int rows, int columns, bool closed)
{
    private readonly ReadOnlySpan<Vector3> _positions = positions, _normals = normals;
    private readonly ReadOnlySpan<FaceVertex> _vertices = vertices;

    public int Rows => rows;

    public int Columns => columns;

    /// <summary>What lies at a fractional row and column.</summary>
    public SurfacePoint At(float row, float column)
    {
        row = Math.Clamp(row, 0, rows - 1.001f);
        if (closed) column -= columns * MathF.Floor(column / columns);
        else column = Math.Clamp(column, 0, columns - 1.001f);
        int top = (int)row, left = Math.Min((int)column, columns - 1);
        float down = row - top, across = column - left;
        var right = left + 1 < columns ? left + 1 : 0;
        int a = top * columns + left, b = top * columns + right, c = a + columns, d = b + columns;
        var (above, below) = (Mix(_positions[a], _positions[b], across), Mix(_positions[c], _positions[d], across));
        var normal = Mix(Mix(_normals[a], _normals[b], across), Mix(_normals[c], _normals[d], across), down);
        var hair = Mix(Mix(_vertices[a].Canonical.Z, _vertices[b].Canonical.Z, across), Mix(_vertices[c].Canonical.Z, _vertices[d].Canonical.Z, across), down);
        return new SurfacePoint
        {
            Position = Mix(above, below, down),
            Normal = normal / MathF.Max(MathF.Sqrt(Dot(normal, normal)), 1e-6f),
            Down = below - above,
            Across = Mix(_positions[b] - _positions[a], _positions[d] - _positions[c], down),
            Hair = hair,
            Light = _vertices[a].Canonical.W,
        };
    }
}
