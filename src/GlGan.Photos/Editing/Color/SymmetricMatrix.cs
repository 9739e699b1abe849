namespace GlGan.Editing;

/// <summary>A symmetric 3×3 matrix by its eigenvalues and orthonormal eigenvectors, found by Jacobi's rotations.</summary>
internal sealed class SymmetricMatrix
{
    private const int Sweeps = 20;

    private readonly double[] _values;
    private readonly double[,] _vectors;

    internal SymmetricMatrix(double[,] matrix)
    {
        var reduced = (double[,])matrix.Clone();
        _vectors = new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            Rotate(reduced, 0, 1);
            Rotate(reduced, 0, 2);
            Rotate(reduced, 1, 2);
        }

        _values = [reduced[0, 0], reduced[1, 1], reduced[2, 2]];
    }

    /// <summary>The matrix of the same eigenvectors whose eigenvalues are a function of these.</summary>
    internal double[,] Map(Func<double, double> function)
    {
        var result = new double[3, 3];
        for (var k = 0; k < 3; k++)
        {
            var value = function(_values[k]);
            for (var row = 0; row < 3; row++)
                for (var column = 0; column < 3; column++) result[row, column] += value * _vectors[row, k] * _vectors[column, k];
        }

        return result;
    }

    internal static double[,] Product(double[,] left, double[,] right)
    {
        var result = new double[3, 3];
        for (var row = 0; row < 3; row++)
            for (var column = 0; column < 3; column++)
                for (var k = 0; k < 3; k++) result[row, column] += left[row, k] * right[k, column];
        return result;
    }

    private void Rotate(double[,] matrix, int p, int q)
    {
        if (matrix[p, q] == 0) return;
        var ratio = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q]);
        var tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + Math.Sqrt(ratio * ratio + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        for (var k = 0; k < 3; k++) (matrix[k, p], matrix[k, q]) = Rotated(matrix[k, p], matrix[k, q]);
        for (var k = 0; k < 3; k++) (matrix[p, k], matrix[q, k]) = Rotated(matrix[p, k], matrix[q, k]);
        for (var k = 0; k < 3; k++) (_vectors[k, p], _vectors[k, q]) = Rotated(_vectors[k, p], _vectors[k, q]);

        (double, double) Rotated(double first, double second) => (cosine * first - sine * second, sine * first + cosine * second);
    }
}
