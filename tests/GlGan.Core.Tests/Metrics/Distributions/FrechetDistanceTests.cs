using System.Globalization;
using GlGan.Metrics;
using static TorchSharp.torch;

namespace GlGan.Tests.Metrics.Distributions;

[Collection("Tensors")]
public sealed class FrechetDistanceTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void It_has_its_golden_values()
    {
        var (x, y) = (FeatureStatistics.Of(GoldenFeatures.X()), FeatureStatistics.Of(GoldenFeatures.Y()));

        Assert.Equal(0.2236853601518778, FrechetDistance.Compute(x, y), 1e-12);
        Assert.Equal(0.2236853601518778, FrechetDistance.Compute(y, x), 1e-12);
        Assert.Equal(0, FrechetDistance.Compute(x, x), 1e-12);
    }

    [Fact]
    public void Of_two_Gaussians_in_the_plane_it_has_its_closed_form()
    {
        var first = new FeatureStatistics([0, 0], [2, 1, 1, 2]);
        var second = new FeatureStatistics([1, 2], [1, 0, 0, 3]);

        Assert.Equal(13 - 2 * Math.Sqrt(14), FrechetDistance.Compute(first, second), 1e-12);
    }

    [Fact]
    public void Means_of_0_and_1_are_as_far_apart_as_there_are_dimensions()
    {
        const int Dimension = 2048;
        var identity = eye(Dimension, dtype: ScalarType.Float64).data<double>().ToArray();

        Assert.Equal(Dimension, FrechetDistance.Compute(new(new double[Dimension], identity), new([.. Enumerable.Repeat(1.0, Dimension)], identity)));
    }

    [Fact]
    public void Fewer_samples_than_dimensions_give_a_finite_real_distance()
    {
        var (first, second) = (FeatureStatistics.Of(GoldenFeatures.Normal(1, 4, 4)), FeatureStatistics.Of(GoldenFeatures.Normal(2, 2, 4)));

        Assert.InRange(FrechetDistance.Compute(first, second), 0, 100);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 32)]
    [InlineData(64, 8)]
    [InlineData(512, 64)]
    [InlineData(4096, 16)]
    public void It_equals_SciPys_square_root_of_matrices(int count, int dimension)
    {
        using var folder = new TemporaryFolder();
        var (first, second) = (FeatureStatistics.Of(GoldenFeatures.Normal(1, count, dimension)), FeatureStatistics.Of(GoldenFeatures.Normal(2, count, dimension)));
        first.Save(folder.File("first.npz"));
        second.Save(folder.File("second.npz"));

        var expected = double.Parse(PythonScript.Run(
            """
            import warnings
            import numpy as np
            from scipy import linalg
            warnings.simplefilter("ignore")
            a, b = (np.load(path) for path in sys.argv[1:])
            difference = a["mu"] - b["mu"]
            root = linalg.sqrtm(a["sigma"] @ b["sigma"], disp=False)[0]
            if not np.isfinite(root).all():
                eye = np.eye(len(difference)) * 1e-6
                root = linalg.sqrtm((a["sigma"] + eye) @ (b["sigma"] + eye))
            print(difference @ difference + np.trace(a["sigma"]) + np.trace(b["sigma"]) - 2 * np.trace(root).real)
            """,
            ["numpy", "scipy"],
            folder.File("first.npz"),
            folder.File("second.npz")), CultureInfo.InvariantCulture);

        Assert.Equal(expected, FrechetDistance.Compute(first, second), 1e-5 * Math.Max(1, Math.Abs(expected)));
    }

    [Fact]
    public void Features_of_other_dimensions_are_refused()
    {
        var (plane, space) = (new FeatureStatistics([0, 0], [1, 0, 0, 1]), new FeatureStatistics([0], [1]));

        Assert.Contains("got 2 and 1", Assert.Throws<ArgumentException>("second", () => FrechetDistance.Compute(plane, space)).Message);
    }

    [Fact]
    public void No_tensor_stays_alive()
    {
        var x = GoldenFeatures.X();
        var before = LiveTensors.Settled();

        var statistics = FeatureStatistics.Of(x);
        FrechetDistance.Compute(statistics, statistics);

        Assert.Equal(before, LiveTensors.Now());
    }
}
