using GlGan.Metrics;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Metrics.Distributions;

[Collection("Tensors")]
public sealed class PrecisionRecallTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void They_have_their_golden_values()
    {
        var real = GoldenFeatures.X();

        var score = PrecisionRecall.Compute(real.Times(0.6).Plus(0.2), real);

        Assert.Equal(new PrecisionRecallScore(1, 9 / 32.0), score);
        Assert.Equal(2 * 0.28125 / 1.28125, score.FScore, 1e-12);
    }

    [Fact]
    public void Generated_features_come_first()
    {
        var (generated, real) = (GoldenFeatures.Normal(1, 200, 16).Times(0.1), GoldenFeatures.Normal(2, 200, 16).Times(3));

        var score = PrecisionRecall.Compute(generated, real);

        Assert.InRange(score.Precision, 0.8, 1);
        Assert.InRange(score.Recall, 0, 0.3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(12345)]
    public void Blocks_do_not_change_them(long blockElements)
    {
        var (generated, real) = (GoldenFeatures.Normal(1, 150, 4), GoldenFeatures.Normal(2, 211, 4).Times(1.3));

        Assert.Equal(PrecisionRecall.Compute(generated, real), PrecisionRecall.Compute(generated, real, 3, blockElements));
    }

    [Fact]
    public void A_feature_on_the_border_of_a_ball_is_inside()
    {
        var real = tensor(new double[,] { { 0 }, { 1 }, { 2 }, { 3 } });

        Assert.Equal(0.5, PrecisionRecall.Compute(tensor(new double[,] { { 4 }, { 5 } }), real, 1).Precision);
    }

    [Theory]
    [InlineData(1e-6, 0)]
    [InlineData(1, 0)]
    [InlineData(1e6, 0)]
    [InlineData(1, 1e6)]
    [InlineData(1e-6, 1e3)]
    [InlineData(1e6, -1e9)]
    public void A_set_covers_itself_at_any_scale_and_far_from_the_origin(double scale, double offset)
    {
        var set = GoldenFeatures.Normal(1, 300, 64).Times(scale).Plus(offset);

        Assert.Equal(new PrecisionRecallScore(1, 1), PrecisionRecall.Compute(set, set.clone()));
        Assert.Equal(new PrecisionRecallScore(1, 1), PrecisionRecall.Compute(set.to(ScalarType.Float32), set.to(ScalarType.Float32)));
    }

    [Fact]
    public void Offset_and_scale_do_not_change_them()
    {
        var (generated, real) = (GoldenFeatures.Normal(1, 200, 16), GoldenFeatures.Normal(2, 200, 16).Times(1.2));

        var expected = PrecisionRecall.Compute(generated, real);

        Assert.InRange(expected.Precision, 0.2, 0.99);
        foreach (var scale in (double[])[1.0 / (1 << 20), 1 << 20])
            Assert.Equal(expected, PrecisionRecall.Compute(generated.Times(scale), real.Times(scale)));
        Assert.Equal(expected, PrecisionRecall.Compute(generated.Plus(1e4), real.Plus(1e4)));
    }

    [Fact]
    public void Of_disjoint_sets_all_are_0_and_no_tensor_stays_alive()
    {
        var (x, far) = (GoldenFeatures.X(), GoldenFeatures.X().Plus(100));
        var before = LiveTensors.Settled();

        var score = PrecisionRecall.Compute(far, x);

        Assert.Equal((0, 0, 0), (score.Precision, score.Recall, score.FScore));
        Assert.Contains("at least 33 rows", Assert.Throws<ArgumentException>("real", () => PrecisionRecall.Compute(x, x, 32)).Message);
        Assert.Equal(before, LiveTensors.Now());
    }
}
