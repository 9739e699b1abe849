using static TorchSharp.torch;

namespace GlGan.Tests.Metrics.Distributions;

/// <summary>Features by formula, whose golden values were computed in pure Python: 32 features of 4 values.</summary>
internal static class GoldenFeatures
{
    internal static Tensor X() => Table(32, 4, (i, j) => Math.Sin((0.7 + 0.31 * j) * i + 1.3 * j) + 0.1 * j);

    internal static Tensor Y() => Table(32, 4, (i, j) => 1.2 * Math.Cos((0.5 + 0.23 * j) * i - 0.9 * j) + 0.15);

    internal static Tensor Table(int rows, int columns, Func<int, int, double> value)
    {
        var values = new double[rows, columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++) values[i, j] = value(i, j);
        }

        return tensor(values);
    }

    /// <summary>Standard normal values, float64.</summary>
    internal static Tensor Normal(int seed, int rows, int columns)
    {
        using var generator = TestDevice.Random((ulong)seed);
        return randn(rows, columns, ScalarType.Float64, generator: generator);
    }
}
