using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>The adjoint of the transform of <see cref="WinogradFilters"/>: adds up, for weights, what gradients at the 36 points say.</summary>
internal sealed unsafe class FilterGradients
{
    private readonly FilterView _view;
    private readonly float[] _transform;

    /// <param name="gradient">Gets the gradients, in the shape of the weights and with any strides; must outlive this.</param>
    /// <param name="shape">The convolution.</param>
    internal FilterGradients(Tensor gradient, WinogradShape shape)
    {
        _view = new FilterView(gradient, shape, back: false);
        _transform = new float[WinogradTransform.Side * _view.Taps];
        WinogradTransform.Filter(_view.Taps, _transform);
    }

    /// <summary>Filters there are, from as many inputs.</summary>
    internal int Inputs => _view.Inputs;

    /// <summary>Collects the gradients of the filters from some inputs to 16 outputs, or those of them that exist.</summary>
    /// <param name="points">Gradients <c>[36, count, 16]</c>.</param>
    /// <param name="pointStride">Numbers from one point to the next.</param>
    /// <param name="output">The first output.</param>
    /// <param name="first">The first input.</param>
    /// <param name="count">Number of inputs.</param>
    /// <returns>Whether all of them were finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal bool Collect(float* points, nint pointStride, int output, int first, int count)
    {
        var taps = _view.Taps;
        var rows = stackalloc Vector[WinogradTransform.Side * taps];
        var filter = stackalloc float[taps * taps * TileProduct.Columns];
        var lanes = Math.Min(TileProduct.Columns, _view.Outputs - output);
        var targets = stackalloc nint[TileProduct.Columns];
        int down = 0, across = 0;
        var trouble = stackalloc float[TileProduct.Columns];
        new Span<float>(trouble, TileProduct.Columns).Clear();
        fixed (float* transform = _transform)
        {
            for (var input = first; input < first + count; input++, points += TileProduct.Columns)
            {
                if (input == first || input % _view.Group == 0)
                    for (var lane = 0; lane < lanes; lane++) targets[lane] = (nint)_view.At(output + lane, input, out down, out across);
                for (var half = 0; half < TileProduct.Columns; half += Vector.Count) Transform(points + half, pointStride, transform, taps, rows, filter + half, trouble + half);
                for (var lane = 0; lane < lanes; lane++)
                {
                    var target = (float*)targets[lane];
                    for (var v = 0; v < down; v++)
                        for (var u = 0; u < across; u++) target[v * _view.Down + u * _view.Right] = filter[(v * taps + u) * TileProduct.Columns + lane];
                    targets[lane] += _view.InputStep * sizeof(float);
                }
            }
        }

        // Lanes without a filter have anything.
        return !new Span<float>(trouble, lanes).ContainsAnyExcept(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(float* source, nint pointStride, float* transform, int taps, Vector* rows, float* filter, float* trouble)
    {
        var seen = Vector256.Load(trouble);
        for (var y = 0; y < WinogradTransform.Side; y++, source += WinogradTransform.Side * pointStride)
        {
            Vector p0 = Vector256.Load(source), p1 = Vector256.Load(source + pointStride), p2 = Vector256.Load(source + 2 * pointStride);
            Vector p3 = Vector256.Load(source + 3 * pointStride), p4 = Vector256.Load(source + 4 * pointStride), p5 = Vector256.Load(source + 5 * pointStride);
            for (var tap = 0; tap < taps; tap++) rows[y * taps + tap] = Sum(transform + tap, taps, p0, p1, p2, p3, p4, p5);
        }

        for (var u = 0; u < taps; u++)
            for (var v = 0; v < taps; v++)
            {
                var sum = Sum(transform + v, taps, rows[u], rows[taps + u], rows[2 * taps + u], rows[3 * taps + u], rows[4 * taps + u], rows[5 * taps + u]);
                seen = Vector256.FusedMultiplyAdd(sum, Vector.Zero, seen);
                sum.Store(filter + (v * taps + u) * TileProduct.Columns);
            }

        seen.Store(trouble);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Sum(float* factors, int step, Vector p0, Vector p1, Vector p2, Vector p3, Vector p4, Vector p5)
    {
        var even = Vector256.FusedMultiplyAdd(Vector256.Create(factors[2 * step]), p2, Vector256.Create(factors[0]) * p0);
        var odd = Vector256.FusedMultiplyAdd(Vector256.Create(factors[3 * step]), p3, Vector256.Create(factors[step]) * p1);
        even = Vector256.FusedMultiplyAdd(Vector256.Create(factors[4 * step]), p4, even);
        return even + Vector256.FusedMultiplyAdd(Vector256.Create(factors[5 * step]), p5, odd);
    }
}
