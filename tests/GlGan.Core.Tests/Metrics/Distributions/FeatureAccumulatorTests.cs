using GlGan.Metrics;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Metrics.Distributions;

[Collection("Tensors")]
public sealed class FeatureAccumulatorTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Images_of_0_a_half_and_1_have_mean_a_half_and_covariance_a_quarter()
    {
        var images = stack([zeros(3, 4, 4), full(3, 4, 4, 0.5f), ones(3, 4, 4)]);

        var statistics = FeatureStatistics.Of(images.mean([2, 3]));

        Assert.Equal([0.5, 0.5, 0.5], statistics.Mean.ToArray());
        Assert.Equal(Enumerable.Repeat(0.25, 9), statistics.Covariance.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(5000)]
    public void Batches_of_any_size_give_the_same_statistics(int batch)
    {
        var features = GoldenFeatures.Normal(3, 5000, 3).Plus(1e6);
        using var accumulator = new FeatureAccumulator(3);

        foreach (var part in features.split(batch)) accumulator.Add(part);

        Assert.Equal(5000, accumulator.Count);
        var centered = features - features.mean([0]);
        var expected = centered.t().mm(centered).Times(1 / 4999.0).data<double>().ToArray();
        Assert.All(accumulator.ToStatistics().Covariance.ToArray().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
        Assert.All(accumulator.ToStatistics().Mean.ToArray().Zip(features.mean([0]).data<double>().ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-8));
    }

    [Fact]
    public void Merged_accumulators_equal_one_that_saw_everything()
    {
        var (x, y) = (GoldenFeatures.X(), GoldenFeatures.Y());
        using var first = new FeatureAccumulator(4);
        using var second = new FeatureAccumulator(4);
        using var none = new FeatureAccumulator(4);
        first.Add(x);
        second.Add(y);

        none.Merge(first);
        none.Merge(second);
        none.Merge(new FeatureAccumulator(4));

        var (expected, merged) = (FeatureStatistics.Of(cat([x, y])), none.ToStatistics());
        Assert.Equal((64, 32), (none.Count, second.Count));
        Assert.All(merged.Covariance.ToArray().Zip(expected.Covariance.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
        Assert.All(merged.Mean.ToArray().Zip(expected.Mean.ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    [Fact]
    public void Rows_of_numbers_are_features_too()
    {
        using var accumulator = new FeatureAccumulator(2);

        accumulator.Add([1f, 2f, 3f, 6f]);

        Assert.Equal([2.0, 4.0], accumulator.ToStatistics().Mean.ToArray());
        Assert.Equal([2.0, 4.0, 4.0, 8.0], accumulator.ToStatistics().Covariance.ToArray());
        Assert.Contains("multiple of 2", Assert.Throws<ArgumentException>("features", () => accumulator.Add([1f])).Message);
    }

    [Fact]
    public void What_has_no_covariance_is_refused()
    {
        using var accumulator = new FeatureAccumulator(2);
        accumulator.Add([1f, 2f]);

        Assert.Contains("at least 2 features; got 1", Assert.Throws<InvalidOperationException>(accumulator.ToStatistics).Message);
        Assert.Contains("[*, 2]; got [1, 3]", Assert.Throws<ArgumentException>("features", () => accumulator.Add(zeros(1, 3))).Message);
        Assert.Throws<ArgumentException>("features", () => accumulator.Add(zeros(1, 2, ScalarType.Int64)));
        Assert.Throws<ArgumentException>("other", () => accumulator.Merge(new FeatureAccumulator(3)));
        accumulator.Add([float.NaN, 1f]);
        Assert.Contains("NaN", Assert.Throws<InvalidOperationException>(accumulator.ToStatistics).Message);
    }

    [Fact]
    public void No_batch_stays_alive()
    {
        using var accumulator = new FeatureAccumulator(4);
        var x = GoldenFeatures.X();
        accumulator.Add(x);
        var before = LiveTensors.Settled();

        accumulator.Add(x);
        accumulator.Merge(accumulator);
        accumulator.ToStatistics();

        Assert.Equal(before, LiveTensors.Now());
        Assert.Equal(128, accumulator.Count);
    }
}
