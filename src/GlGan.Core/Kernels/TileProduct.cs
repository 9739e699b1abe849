using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>The innermost loop of a matrix product: as many rows of 16 columns as the registers hold, 6 with AVX2 and 12 with AVX-512.</summary>
internal static unsafe class TileProduct
{
    internal const int Columns = 16;

    private const int FewRows = 6, Summands = 64;

    /// <summary>Rows of one call.</summary>
    internal static int Rows { get; } = Vector512.IsHardwareAccelerated ? 2 * FewRows : FewRows;

    /// <summary>
    /// <c>m[r, k] (+)= Σ_i a[r · aRow + i · aStep] · b[i · bStep + k]</c> for as many rows as <see cref="Rows"/>, of which no more than <paramref name="rows"/>
    /// are needed.
    /// </summary>
    internal static void Run(float* a, nint aRow, nint aStep, float* b, nint bStep, int steps, float* m, nint mRow, bool add, int rows)
    {
        // A sum of sums: rounding errors of a single one would grow with its length.
        for (; steps > 0; steps -= Summands, a += Summands * aStep, b += Summands * bStep, add = true)
        {
            var some = Math.Min(Summands, steps);
            if (Vector512.IsHardwareAccelerated && rows > FewRows) RunWide(a, aRow, aStep, b, bStep, some, m, mRow, add);
            else RunNarrow(a, aRow, aStep, b, bStep, some, m, mRow, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunNarrow(float* a, nint aRow, nint aStep, float* b, nint bStep, int steps, float* m, nint mRow, bool add)
    {
        Vector m00 = default, m01 = default, m10 = default, m11 = default, m20 = default, m21 = default;
        Vector m30 = default, m31 = default, m40 = default, m41 = default, m50 = default, m51 = default;
        var low = a + 3 * aRow;
        for (var i = 0; i < steps; i++)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var x = Vector256.Create(a[0]);
            m00 = Vector256.FusedMultiplyAdd(x, b0, m00);
            m01 = Vector256.FusedMultiplyAdd(x, b1, m01);
            x = Vector256.Create(a[aRow]);
            m10 = Vector256.FusedMultiplyAdd(x, b0, m10);
            m11 = Vector256.FusedMultiplyAdd(x, b1, m11);
            x = Vector256.Create(a[2 * aRow]);
            m20 = Vector256.FusedMultiplyAdd(x, b0, m20);
            m21 = Vector256.FusedMultiplyAdd(x, b1, m21);
            x = Vector256.Create(low[0]);
            m30 = Vector256.FusedMultiplyAdd(x, b0, m30);
            m31 = Vector256.FusedMultiplyAdd(x, b1, m31);
            x = Vector256.Create(low[aRow]);
            m40 = Vector256.FusedMultiplyAdd(x, b0, m40);
            m41 = Vector256.FusedMultiplyAdd(x, b1, m41);
            x = Vector256.Create(low[2 * aRow]);
            m50 = Vector256.FusedMultiplyAdd(x, b0, m50);
            m51 = Vector256.FusedMultiplyAdd(x, b1, m51);
            a += aStep;
            low += aStep;
            b += bStep;
        }

        Store(m00, m01, m, add);
        Store(m10, m11, m + mRow, add);
        Store(m20, m21, m + 2 * mRow, add);
        Store(m30, m31, m + 3 * mRow, add);
        Store(m40, m41, m + 4 * mRow, add);
        Store(m50, m51, m + 5 * mRow, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector left, Vector right, float* target, bool add)
    {
        if (add)
        {
            left += Vector256.Load(target);
            right += Vector256.Load(target + 8);
        }

        left.Store(target);
        right.Store(target + 8);
    }

    // Twelve rows of one vector: the sums of every element are the same, in the same order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunWide(float* a, nint aRow, nint aStep, float* b, nint bStep, int steps, float* m, nint mRow, bool add)
    {
        Vector512<float> m0 = default, m1 = default, m2 = default, m3 = default, m4 = default, m5 = default;
        Vector512<float> m6 = default, m7 = default, m8 = default, m9 = default, m10 = default, m11 = default;
        float* second = a + 3 * aRow, third = second + 3 * aRow, fourth = third + 3 * aRow;
        for (var i = 0; i < steps; i++)
        {
            var column = Vector512.Load(b);
            m0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[0]), column, m0);
            m1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[aRow]), column, m1);
            m2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[2 * aRow]), column, m2);
            m3 = Vector512.FusedMultiplyAdd(Vector512.Create(second[0]), column, m3);
            m4 = Vector512.FusedMultiplyAdd(Vector512.Create(second[aRow]), column, m4);
            m5 = Vector512.FusedMultiplyAdd(Vector512.Create(second[2 * aRow]), column, m5);
            m6 = Vector512.FusedMultiplyAdd(Vector512.Create(third[0]), column, m6);
            m7 = Vector512.FusedMultiplyAdd(Vector512.Create(third[aRow]), column, m7);
            m8 = Vector512.FusedMultiplyAdd(Vector512.Create(third[2 * aRow]), column, m8);
            m9 = Vector512.FusedMultiplyAdd(Vector512.Create(fourth[0]), column, m9);
            m10 = Vector512.FusedMultiplyAdd(Vector512.Create(fourth[aRow]), column, m10);
            m11 = Vector512.FusedMultiplyAdd(Vector512.Create(fourth[2 * aRow]), column, m11);
            a += aStep;
            second += aStep;
            third += aStep;
            fourth += aStep;
            b += bStep;
        }

        Store(m0, m, add);
        Store(m1, m + mRow, add);
        Store(m2, m + 2 * mRow, add);
        Store(m3, m + 3 * mRow, add);
        Store(m4, m + 4 * mRow, add);
        Store(m5, m + 5 * mRow, add);
        Store(m6, m + 6 * mRow, add);
        Store(m7, m + 7 * mRow, add);
        Store(m8, m + 8 * mRow, add);
        Store(m9, m + 9 * mRow, add);
        Store(m10, m + 10 * mRow, add);
        Store(m11, m + 11 * mRow, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> row, float* target, bool add) => (add ? row + Vector512.Load(target) : row).Store(target);
}
