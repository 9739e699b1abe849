using System.Numerics;
using GlGan.Foundation;
using SkiaSharp;

namespace GlGan.FeatureTraining.People;

/// <summary>Bends a cut-out, so that heads have shapes that are never rendered, and outlines say little of where eyes and mouth are.</summary>
internal sealed class CutoutWarp : IDisposable
{
    private const int Cells = 4, Corners = Cells + 1;
    private const float Step = (float)Cutout.ImageSize / Cells;

    // Of the face's side.
    private const float Strongest = 0.13f;

    private readonly Vector2[] _shifts = new Vector2[Corners * Corners];
    private readonly SKVertices _vertices;

    internal CutoutWarp(ref CounterRandom random)
    {
        var strength = Cutout.Side * Strongest * random.Unit();
        foreach (ref var shift in _shifts.AsSpan()) shift = strength * new Vector2(random.Bell(), random.Bell());
        List<SKPoint> places = [], sources = [];
        List<ushort> triangles = [];
        for (var corner = 0; corner < _shifts.Length; corner++)
        {
            var (row, column) = Math.DivRem(corner, Corners);
            var source = Step * new Vector2(column, row);
            sources.Add(source);
            places.Add(source + _shifts[corner]);
            if (row == Cells || column == Cells) continue;
            int right = corner + 1, below = corner + Corners;
            triangles.AddRange([(ushort)corner, (ushort)right, (ushort)below, (ushort)right, (ushort)(below + 1), (ushort)below]);
        }

        _vertices = SKVertices.CreateCopy(SKVertexMode.Triangles, [.. places], [.. sources], null, [.. triangles]);
    }

    /// <summary>Where a point of the cut-out lies after it.</summary>
    internal Vector2 Map(Vector2 point)
    {
        int column = Cell(point.X), row = Cell(point.Y), corner = row * Corners + column;
        float right = point.X / Step - column, down = point.Y / Step - row;
        var (beside, below) = (_shifts[corner + 1], _shifts[corner + Corners]);
        if (right + down < 1) return point + _shifts[corner] + right * (beside - _shifts[corner]) + down * (below - _shifts[corner]);
        var opposite = _shifts[corner + Corners + 1];
        return point + opposite + (1 - right) * (below - opposite) + (1 - down) * (beside - opposite);

        static int Cell(float place) => Math.Clamp((int)(place / Step), 0, Cells - 1);
    }

    /// <summary>Draws what a paint's shader shows of the cut-out.</summary>
    internal void Draw(SKCanvas canvas, SKPaint paint) => canvas.DrawVertices(_vertices, SKBlendMode.Dst, paint);

    /// <summary>Frees the mesh.</summary>
    public void Dispose() => _vertices.Dispose();
}
