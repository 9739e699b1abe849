using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GlGan.Editing;

/// <summary>
/// Means under a square window that moves down an image row by row, in time that does not depend on its size: sums of columns follow the window
/// downwards, and a running sum of them goes along the row. Outside the image it is mirrored, edge included.
/// </summary>
internal sealed class BoxWindow : IDisposable
{
    private readonly FloatPlanes _source;
    private readonly BoxTerm[] _terms;
    private readonly int _radius;
    private readonly int _height;
    private readonly FloatPlanes _columns;
    private readonly float[] _padded;
    private int? _row;

    /// <param name="source">The rows that the window will cover, as far as they are in the image; borrowed.</param>
    /// <param name="terms">What to average.</param>
    /// <param name="radius">Half the side of the window, at least 1.</param>
    /// <param name="height">Rows of the whole image.</param>
    internal BoxWindow(FloatPlanes source, BoxTerm[] terms, int radius, int height)
    {
        (_source, _terms, _radius, _height) = (source, terms, radius, height);
        _columns = new FloatPlanes(terms.Length, source.Width, 0, 1);
        Means = new FloatPlanes(terms.Length, source.Width, 0, 1);
        _padded = ArrayPool<float>.Shared.Rent(source.Stride + 2 * radius + 1 + Vector256<float>.Count);
    }

    /// <summary>The means around every pixel of the current row: one row, one plane per term.</summary>
    internal FloatPlanes Means { get; }

    /// <summary>Moves the window to a row: cheap from the row above it.</summary>
    internal void MoveTo(int y)
    {
        if (_row == y - 1)
        {
            Add(y + _radius, 1);
            Add(y - 1 - _radius, -1);
        }
        else
        {
            for (var term = 0; term < _terms.Length; term++) _columns.Row(term, 0).Clear();
            for (var line = y - _radius; line <= y + _radius; line++) Add(line, 1);
        }

        _row = y;
        for (var term = 0; term < _terms.Length; term++) AverageAlong(_columns.Row(term, 0), Means.Vectors(term, 0));
    }

    public void Dispose()
    {
        _columns.Dispose();
        Means.Dispose();
        ArrayPool<float>.Shared.Return(_padded);
    }

    private void Add(int y, float sign)
    {
        var line = MirrorBorder.WithEdge(y, _height);
        for (var term = 0; term < _terms.Length; term++)
        {
            var sums = _columns.Vectors(term, 0);
            var values = _source.Vectors(_terms[term].Plane, line)[..sums.Length];
            var weight = Vector256.Create(sign);
            if (_terms[term].Factor is { } plane)
            {
                var factors = _source.Vectors(plane, line)[..sums.Length];
                for (var i = 0; i < sums.Length; i++) sums[i] = Vector256.MultiplyAddEstimate(values[i] * weight, factors[i], sums[i]);
            }
            else
            {
                for (var i = 0; i < sums.Length; i++) sums[i] = Vector256.MultiplyAddEstimate(values[i], weight, sums[i]);
            }
        }
    }

    private void AverageAlong(ReadOnlySpan<float> columns, Span<Vector256<float>> means)
    {
        var (width, side) = (_source.Width, 2 * _radius + 1);
        var padded = _padded.AsSpan(0, columns.Length + side + Vector256<float>.Count);
        for (var i = 0; i <= _radius; i++) padded[i] = columns[MirrorBorder.WithEdge(i - _radius - 1, width)];
        columns[..width].CopyTo(padded[(_radius + 1)..]);
        for (var i = 0; i < _radius; i++) padded[_radius + 1 + width + i] = columns[MirrorBorder.WithEdge(width + i, width)];

        // The window's sum before the first pixel; from there on it changes by what enters and what leaves.
        var sum = Vector256.Create(Sum(padded[..side]));
        var scale = Vector256.Create(1f / side / side);
        ref var leaving = ref MemoryMarshal.GetReference(padded);
        ref var entering = ref MemoryMarshal.GetReference(padded[side..]);
        for (var i = 0; i < means.Length; i++)
        {
            var from = (nuint)(i * Vector256<float>.Count);
            var change = Vector256.LoadUnsafe(ref entering, from) - Vector256.LoadUnsafe(ref leaving, from);
            change += Vector256.Shuffle(change, Vector256.Create(8, 0, 1, 2, 3, 4, 5, 6));
            change += Vector256.Shuffle(change, Vector256.Create(8, 8, 0, 1, 2, 3, 4, 5));
            change += Vector256.Shuffle(change, Vector256.Create(8, 8, 8, 8, 0, 1, 2, 3));
            sum += change;
            means[i] = sum * scale;
            sum = Vector256.Shuffle(sum, Vector256.Create(7));
        }
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        var wide = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var total = Vector256<float>.Zero;
        foreach (var vector in wide) total += vector;
        var sum = Vector256.Sum(total);
        foreach (var value in values[(wide.Length * Vector256<float>.Count)..]) sum += value;
        return sum;
    }
}
