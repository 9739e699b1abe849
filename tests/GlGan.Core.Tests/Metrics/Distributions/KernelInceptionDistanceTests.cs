using GlGan.Metrics;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Metrics.Distributions;

[Collection("Tensors")]
public sealed class KernelInceptionDistanceTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_full_estimate_has_its_golden_values()
    {
        var (x, y) = (GoldenFeatures.X(), GoldenFeatures.Y());

        Assert.Equal(-0.09893574413049055, KernelInceptionDistance.ComputeFull(x, y), 1e-12);
        Assert.Equal(-0.15533182460791872, KernelInceptionDistance.ComputeFull(x, x), 1e-12);
    }

    [Fact]
    public void Subsets_of_everything_are_the_full_estimate()
    {
        var estimate = KernelInceptionDistance.Compute(GoldenFeatures.X(), GoldenFeatures.Y(), new() { Subsets = 3, SubsetSize = 32 });

        Assert.Equal(-0.09893574413049055, estimate.Mean, 1e-12);
        Assert.Equal(0, estimate.StandardDeviation, 1e-12);
    }

    [Fact]
    public void The_mean_over_subsets_of_unequal_sets_is_that_of_all_and_depends_on_the_seed_only()
    {
        var (x, y) = (GoldenFeatures.Normal(1, 2500, 6), GoldenFeatures.Normal(2, 1800, 6).Times(1.5));
        var options = new KernelInceptionOptions { Subsets = 60, SubsetSize = 300, Seed = 5 };

        var full = KernelInceptionDistance.ComputeFull(x, y);
        var estimate = KernelInceptionDistance.Compute(x, y, options);

        Assert.InRange(full, 0.1, 10);
        Assert.InRange(estimate.Mean, full - estimate.StandardDeviation / 2, full + estimate.StandardDeviation / 2);
        Assert.Equal(estimate, KernelInceptionDistance.Compute(x, y, options));
        Assert.NotEqual(estimate, KernelInceptionDistance.Compute(x, y, options with { Seed = 6 }));
    }

    [Fact]
    public void Blocks_add_up_to_the_whole()
    {
        var (x, y) = (GoldenFeatures.Normal(1, 2100, 5), GoldenFeatures.Normal(2, 1030, 5));
        Tensor Kernel(Tensor a, Tensor b) => a.mm(b.t()).Times(0.2).Plus(1).pow(3);
        double OffDiagonal(Tensor a) => (Kernel(a, a).sum() - Kernel(a, a).trace()).item<double>() / (a.shape[0] * (a.shape[0] - 1.0));

        var expected = OffDiagonal(x) + OffDiagonal(y) - 2 * Kernel(x, y).mean().item<double>();

        Assert.Equal(expected, KernelInceptionDistance.ComputeFull(x, y), 1e-11);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused_and_no_tensor_stays_alive()
    {
        var x = GoldenFeatures.X();
        var before = LiveTensors.Settled();

        KernelInceptionDistance.Compute(x, x, new() { SubsetSize = 8, Subsets = 2 });
        Assert.Contains("at least 1000 rows of features; got 32 and 32", Assert.Throws<ArgumentException>(() => KernelInceptionDistance.Compute(x, x)).Message);
        Assert.Contains("Subsets", Assert.Throws<ArgumentException>("options", () => KernelInceptionDistance.Compute(x, x, new() { Subsets = 0 })).Message);

        Assert.Equal(before, LiveTensors.Now());
        Assert.Throws<ArgumentException>("real", () => KernelInceptionDistance.ComputeFull(x, zeros(32, 5)));
    }
}
