using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>
/// The one-dimensional transforms of convolutions with tiles of six (Winograd, 1980; Lavin and Gray, 2016, "Fast algorithms for convolutional neural
/// networks") at the points 0, ±5/8, ±3/2 and infinity: a filter of r taps gives 7 − r results with 6 products. With these points results are half
/// as far from exact ones as with the customary 0, ±1, ±2 (<c>docs/decisions/0022-winograd.md</c>).
/// </summary>
internal static class WinogradTransform
{
    /// <summary>Values of a tile along one axis.</summary>
    internal const int Side = 6;

    /// <summary>Values of a tile.</summary>
    internal const int Points = Side * Side;

    private const float A = 0.625f, A2 = A * A, A3 = A2 * A, A4 = A2 * A2;
    private const float B = 1.5f, B2 = B * B, B3 = B2 * B, B4 = B2 * B2;

    /// <summary>Fills in the matrix <c>[6, taps]</c> that takes filters to the points.</summary>
    internal static void Filter(int taps, Span<float> matrix)
    {
        ReadOnlySpan<double> points = [0, A, -A, B, -B];
        matrix[..(Side * taps)].Clear();
        for (var i = 0; i < points.Length; i++)
        {
            var denominator = 1.0;
            foreach (var other in points) denominator *= other == points[i] ? 1 : points[i] - other;
            for (var power = 0; power < taps; power++) matrix[i * taps + power] = (float)(Math.Pow(points[i], power) / denominator);
        }

        matrix[Side * taps - 1] = 1;
    }

    /// <summary>Six neighbouring values, transformed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Values(Vector x0, Vector x1, Vector x2, Vector x3, Vector x4, Vector x5, out Vector v0, out Vector v1, out Vector v2, out Vector v3, out Vector v4, out Vector v5)
    {
        var sum = Vector256.Create(-A2 - B2);
        var product = Vector256.Create(A2 * B2);
        v0 = Vector256.FusedMultiplyAdd(product, x0, Vector256.FusedMultiplyAdd(sum, x2, x4));
        v5 = Vector256.FusedMultiplyAdd(product, x1, Vector256.FusedMultiplyAdd(sum, x3, x5));
        var even = Vector256.FusedMultiplyAdd(Vector256.Create(-B2), x2, x4);
        var odd = Vector256.FusedMultiplyAdd(Vector256.Create(-B2), x1, x3) * A;
        v1 = even + odd;
        v2 = even - odd;
        even = Vector256.FusedMultiplyAdd(Vector256.Create(-A2), x2, x4);
        odd = Vector256.FusedMultiplyAdd(Vector256.Create(-A2), x1, x3) * B;
        v3 = even + odd;
        v4 = even - odd;
    }

    /// <summary>
    /// Five results of the products at the points that are finite, of which a filter of r taps has 7 − r; the product at infinity belongs to the last of those.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Results(Vector m0, Vector m1, Vector m2, Vector m3, Vector m4, out Vector y0, out Vector y1, out Vector y2, out Vector y3, out Vector y4)
    {
        Vector sumA = m1 + m2, differenceA = m1 - m2, sumB = m3 + m4, differenceB = m3 - m4;
        y0 = m0 + sumA + sumB;
        y1 = Vector256.FusedMultiplyAdd(Vector256.Create(A), differenceA, differenceB * B);
        y2 = Vector256.FusedMultiplyAdd(Vector256.Create(A2), sumA, sumB * B2);
        y3 = Vector256.FusedMultiplyAdd(Vector256.Create(A3), differenceA, differenceB * B3);
        y4 = Vector256.FusedMultiplyAdd(Vector256.Create(A4), sumA, sumB * B4);
    }

    /// <summary>The adjoint of <see cref="Results"/>: what gradients of results mean for the products; zero where there are fewer than five.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Gradients(Vector y0, Vector y1, Vector y2, Vector y3, Vector y4, out Vector m0, out Vector m1, out Vector m2, out Vector m3, out Vector m4)
    {
        m0 = y0;
        var even = Vector256.FusedMultiplyAdd(Vector256.Create(A4), y4, Vector256.FusedMultiplyAdd(Vector256.Create(A2), y2, y0));
        var odd = Vector256.FusedMultiplyAdd(Vector256.Create(A3), y3, y1 * A);
        m1 = even + odd;
        m2 = even - odd;
        even = Vector256.FusedMultiplyAdd(Vector256.Create(B4), y4, Vector256.FusedMultiplyAdd(Vector256.Create(B2), y2, y0));
        odd = Vector256.FusedMultiplyAdd(Vector256.Create(B3), y3, y1 * B);
        m3 = even + odd;
        m4 = even - odd;
    }
}
