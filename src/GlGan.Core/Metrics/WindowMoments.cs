using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace GlGan.Metrics;

/// <summary>
/// Weighted means under a sliding separable window, one output row at a time: of both planes, of the sum of their squares and of their product.
/// </summary>
internal sealed class WindowMoments : IDisposable
{
    private const int Quantities = 4;

    private readonly double[] _weights;
    private readonly double[] _rows;
    private readonly double[] _current;

    internal WindowMoments(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int width, int height, double[] weights)
    {
        _weights = weights;
        (Width, Height) = (width - weights.Length + 1, height - weights.Length + 1);
        _rows = ArrayPool<double>.Shared.Rent(checked(Quantities * Width * height));
        _current = ArrayPool<double>.Shared.Rent(Quantities * Width);
        FilterRows(first, second, width, height);
    }

    /// <summary>Positions of the window along a row.</summary>
    internal int Width { get; }

    /// <summary>Rows of positions.</summary>
    internal int Height { get; }

    internal ReadOnlySpan<double> First => Quantity(0);

    internal ReadOnlySpan<double> Second => Quantity(1);

    internal ReadOnlySpan<double> Squares => Quantity(2);

    internal ReadOnlySpan<double> Products => Quantity(3);

    /// <summary>Computes the means of one row of positions.</summary>
    internal void MoveTo(int y)
    {
        var stride = Quantities * Width;
        var total = _current.AsSpan(0, stride);
        total.Clear();
        for (var i = 0; i < _weights.Length; i++) AddScaled(total, _rows.AsSpan((y + i) * stride, stride), _weights[i]);
    }

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_rows);
        ArrayPool<double>.Shared.Return(_current);
    }

    private Span<double> Quantity(int index) => _current.AsSpan(index * Width, Width);

    private void FilterRows(ReadOnlySpan<float> first, ReadOnlySpan<float> second, int width, int height)
    {
        var samples = ArrayPool<double>.Shared.Rent(Quantities * width);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                double a = first[y * width + x], b = second[y * width + x];
                samples[x] = a;
                samples[width + x] = b;
                samples[2 * width + x] = a * a + b * b;
                samples[3 * width + x] = a * b;
            }

            for (var quantity = 0; quantity < Quantities; quantity++)
            {
                var total = _rows.AsSpan((y * Quantities + quantity) * Width, Width);
                total.Clear();
                for (var i = 0; i < _weights.Length; i++) AddScaled(total, samples.AsSpan(quantity * width + i, Width), _weights[i]);
            }
        }

        ArrayPool<double>.Shared.Return(samples);
    }

    private static void AddScaled(Span<double> total, ReadOnlySpan<double> values, double weight)
    {
        var wideTotal = MemoryMarshal.Cast<double, Vector<double>>(total);
        var wideValues = MemoryMarshal.Cast<double, Vector<double>>(values);
        for (var i = 0; i < wideTotal.Length; i++) wideTotal[i] += wideValues[i] * weight;
        for (var i = wideTotal.Length * Vector<double>.Count; i < total.Length; i++) total[i] += values[i] * weight;
    }
}
