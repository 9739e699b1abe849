using GlGan.Metrics;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Metrics.Distributions;

[Collection("Tensors")]
public sealed class SlicedWassersteinDistanceTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Equal_sets_in_any_order_have_distance_0()
    {
        var x = GoldenFeatures.X();

        Assert.Equal(0, SlicedWassersteinDistance.Compute(x, x.flip(0)), 1e-14);
    }

    [Fact]
    public void It_is_symmetric()
    {
        var (x, y) = (GoldenFeatures.X(), GoldenFeatures.Y());

        Assert.Equal(SlicedWassersteinDistance.Compute(x, y), SlicedWassersteinDistance.Compute(y, x), 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_shift_by_mu_in_every_dimension_is_3_d_mu_squared(double mu)
    {
        const int Dimension = 64;
        var (x, y) = (GoldenFeatures.Normal(1, 4000, Dimension), GoldenFeatures.Normal(2, 4000, Dimension).Plus(mu));

        var distance = SlicedWassersteinDistance.Compute(x, y, new() { Directions = 2000 });

        Assert.InRange(distance / (3 * Dimension * mu * mu), 0.9, 1.1);
    }

    [Fact]
    public void In_one_dimension_it_is_the_squared_Wasserstein_distance_also_of_unequal_sets()
    {
        var (two, three) = (tensor(new double[,] { { 6 }, { 0 } }), tensor(new double[,] { { 3 }, { 0 }, { 6 } }));

        // The middle third moves by 3, half of it from either side.
        Assert.Equal(3 * 9 / 3.0, SlicedWassersteinDistance.Compute(two, three), 1e-12);
        Assert.Equal(3 * 9 / 3.0, SlicedWassersteinDistance.Compute(three, two), 1e-12);
    }

    [Fact]
    public void A_set_with_every_feature_twice_is_the_same_distribution()
    {
        var x = GoldenFeatures.X();

        Assert.Equal(0, SlicedWassersteinDistance.Compute(x, cat([x, x])), 1e-12);
    }

    [Fact]
    public void The_seed_decides_and_no_tensor_stays_alive()
    {
        var (x, y) = (GoldenFeatures.X(), GoldenFeatures.Y());
        var before = LiveTensors.Settled();

        Assert.Equal(SlicedWassersteinDistance.Compute(x, y), SlicedWassersteinDistance.Compute(x, y));
        Assert.NotEqual(SlicedWassersteinDistance.Compute(x, y), SlicedWassersteinDistance.Compute(x, y, new() { Seed = 1 }));
        Assert.Throws<ArgumentException>("options", () => SlicedWassersteinDistance.Compute(x, y, new() { Directions = 0 }));

        Assert.Equal(before, LiveTensors.Now());
    }
}
