using System.Numerics;
using GlGan.Foundation;

namespace GlGan.Rendering;

/// <summary>
/// What moves the parts of one face together where no measure does: a smooth random field, nearly the same on both sides, of quadratic B-splines over a lattice. Faces whose shapes are drawn so differ as people's do
/// (Gaussian process morphable models: Lüthi et al., IEEE TPAMI 2018; Sutherland, Egger and Tenenbaum, IJCV 2023).
/// </summary>
internal sealed class OwnField
{
    private const ulong Stream = 29;
    private const int Columns = 8, Rows = 9;
    private const float Spacing = 3.7f, Amount = 1, Side = 0.70710678f;

    private readonly Vector2[] _nodes = new Vector2[Columns * Rows];
    private readonly float _here, _mirrored;

    public OwnField(uint seed, float asymmetry)
    {
        var random = new CounterRandom(seed, Stream, 0);
        foreach (ref var node in _nodes.AsSpan()) node = Amount * new Vector2(random.Bell(), random.Bell());
        (_here, _mirrored) = (Side * (1 + 0.1f * asymmetry), Side * (1 - 0.1f * asymmetry));
    }

    /// <summary>How far a point of the front of the head is moved, in centimetres; a quarter of one in the mean.</summary>
    public Vector2 At(Vector2 p)
    {
        var there = Blend(-p.X, p.Y);
        return _here * Blend(p.X, p.Y) + _mirrored * new Vector2(-there.X, there.Y);
    }

    private Vector2 Blend(float x, float y)
    {
        var (left, across) = Weights(x / Spacing + 0.5f * Columns, Columns);
        var (top, down) = Weights(y / Spacing + 0.62f * Rows, Rows);
        var at = top * Columns + left;
        return down.X * Row(at) + down.Y * Row(at + Columns) + down.Z * Row(at + 2 * Columns);

        Vector2 Row(int i) => across.X * _nodes[i] + across.Y * _nodes[i + 1] + across.Z * _nodes[i + 2];
    }

    private static (int First, Vector3 Weights) Weights(float position, int count)
    {
        position = Math.Clamp(position, 1, count - 2.01f);
        var first = (int)(position - 0.5f);
        var t = position - first - 1;
        float before = 0.5f * (0.5f - t) * (0.5f - t), after = 0.5f * (0.5f + t) * (0.5f + t);
        return (first, new Vector3(before, 1 - before - after, after));
    }
}
