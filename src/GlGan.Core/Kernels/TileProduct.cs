using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>The innermost loop of a matrix product: 6 rows by 16 columns, which fill the registers of AVX2.</summary>
internal static unsafe class TileProduct
{
    internal const int Rows = 6, Columns = 16;

    /// <summary><c>m[r, k] (+)= Σ_i a[r · aRow + i · aStep] · b[i · bStep + k]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(float* a, nint aRow, nint aStep, float* b, nint bStep, int steps, float* m, nint mRow, bool add)
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
}
