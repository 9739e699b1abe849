using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>The two-dimensional transforms of one tile and eight channels: <see cref="WinogradTransform"/> along columns, then along rows.</summary>
internal static unsafe class TileTransform
{
    /// <summary>Takes 6×6 values to the points.</summary>
    /// <param name="source">The first value.</param>
    /// <param name="row">Numbers from one row to the next.</param>
    /// <param name="column">Numbers from one column to the next.</param>
    /// <param name="target">Gets the first point.</param>
    /// <param name="point">Numbers from one point to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Values(float* source, nint row, nint column, float* target, nint point)
    {
        var columns = stackalloc Vector[WinogradTransform.Points];
        for (var x = 0; x < WinogradTransform.Side; x++, source += column)
        {
            WinogradTransform.Values(
                Vector256.Load(source), Vector256.Load(source + row), Vector256.Load(source + 2 * row),
                Vector256.Load(source + 3 * row), Vector256.Load(source + 4 * row), Vector256.Load(source + 5 * row),
                out columns[x], out columns[x + 6], out columns[x + 12], out columns[x + 18], out columns[x + 24], out columns[x + 30]);
        }

        for (var line = columns; line < columns + WinogradTransform.Points; line += WinogradTransform.Side, target += WinogradTransform.Side * point)
        {
            WinogradTransform.Values(line[0], line[1], line[2], line[3], line[4], line[5], out var v0, out var v1, out var v2, out var v3, out var v4, out var v5);
            Store(target, point, v0, v1, v2, v3, v4, v5);
        }
    }

    /// <summary>Takes the products at the points to results, adds the bias, and lets nothing below the floor.</summary>
    /// <param name="source">The first point.</param>
    /// <param name="point">Numbers from one point to the next.</param>
    /// <param name="target">Gets the first result.</param>
    /// <param name="row">Numbers from one row to the next.</param>
    /// <param name="column">Numbers from one column to the next.</param>
    /// <param name="results">Results along one axis, 2 to 5.</param>
    /// <param name="bias">Summand of each channel.</param>
    /// <param name="floor">The lowest result.</param>
    /// <param name="trouble">Becomes not a number where a result is not finite.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Results(float* source, nint point, float* target, nint row, nint column, int results, Vector bias, Vector floor, ref Vector trouble)
    {
        var seen = trouble;
        var columns = stackalloc Vector[WinogradTransform.Points];
        var last = columns + (results - 1) * WinogradTransform.Side;
        for (var x = 0; x < WinogradTransform.Side; x++, source += point)
        {
            WinogradTransform.Results(
                Vector256.Load(source), Vector256.Load(source + 6 * point), Vector256.Load(source + 12 * point),
                Vector256.Load(source + 18 * point), Vector256.Load(source + 24 * point),
                out columns[x], out columns[x + 6], out columns[x + 12], out columns[x + 18], out columns[x + 24]);
            last[x] += Vector256.Load(source + 30 * point);
        }

        var line = stackalloc Vector[WinogradTransform.Side];
        for (var products = columns; products <= last; products += WinogradTransform.Side, target += row)
        {
            WinogradTransform.Results(products[0], products[1], products[2], products[3], products[4], out line[0], out line[1], out line[2], out line[3], out line[4]);
            line[results - 1] += products[5];
            for (var x = 0; x < results; x++)
            {
                var result = line[x] + bias;
                seen = Vector256.FusedMultiplyAdd(result, Vector.Zero, seen);
                Vector256.Max(result, floor).Store(target + x * column);
            }
        }

        trouble = seen;
    }

    /// <summary>The adjoint of <see cref="Results"/>: takes gradients of results to the points.</summary>
    /// <param name="source">The first gradient.</param>
    /// <param name="row">Numbers from one row to the next.</param>
    /// <param name="column">Numbers from one column to the next.</param>
    /// <param name="results">Results along one axis, 2 to 5.</param>
    /// <param name="target">Gets the first point.</param>
    /// <param name="point">Numbers from one point to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Gradients(float* source, nint row, nint column, int results, float* target, nint point)
    {
        var columns = stackalloc Vector[WinogradTransform.Points];
        var line = stackalloc Vector[WinogradTransform.Side];
        for (var x = results; x < WinogradTransform.Side; x++) line[x] = Vector.Zero;
        for (var x = 0; x < results; x++, source += column)
        {
            for (var y = 0; y < results; y++) line[y] = Vector256.Load(source + y * row);
            columns[x + 30] = line[results - 1];
            WinogradTransform.Gradients(line[0], line[1], line[2], line[3], line[4], out columns[x], out columns[x + 6], out columns[x + 12], out columns[x + 18], out columns[x + 24]);
        }

        for (var gradients = columns; gradients < columns + WinogradTransform.Points; gradients += WinogradTransform.Side, target += WinogradTransform.Side * point)
        {
            for (var x = 0; x < results; x++) line[x] = gradients[x];
            WinogradTransform.Gradients(line[0], line[1], line[2], line[3], line[4], out var m0, out var m1, out var m2, out var m3, out var m4);
            Store(target, point, m0, m1, m2, m3, m4, line[results - 1]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, nint point, Vector v0, Vector v1, Vector v2, Vector v3, Vector v4, Vector v5)
    {
        v0.Store(target);
        v1.Store(target + point);
        v2.Store(target + 2 * point);
        v3.Store(target + 3 * point);
        v4.Store(target + 4 * point);
        v5.Store(target + 5 * point);
    }
}
