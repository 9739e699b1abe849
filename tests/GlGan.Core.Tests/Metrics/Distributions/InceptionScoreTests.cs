using GlGan.Metrics;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Metrics.Distributions;

[Collection("Tensors")]
public sealed class InceptionScoreTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void It_has_its_golden_values()
    {
        var logits = GoldenFeatures.Table(40, 5, (i, c) => 2 * Math.Sin(1.1 * i + 0.6 * c) + 0.3 * c);

        var whole = InceptionScore.Compute(logits, new() { Splits = 1 });
        var splits = InceptionScore.Compute(logits);

        Assert.Equal(1.392998083054456, whole.Mean, 1e-12);
        Assert.Equal(0, whole.StandardDeviation);
        Assert.Equal(1.3297202934209746, splits.Mean, 1e-12);
        Assert.Equal(0.07003181455347218, splits.StandardDeviation, 1e-12);
    }

    [Fact]
    public void Certain_images_of_every_class_score_the_number_of_classes_and_equal_ones_1()
    {
        Assert.Equal(8, InceptionScore.Compute(eye(8).Times(5000), new() { Splits = 1 }).Mean, 1e-9);
        Assert.Equal(1, InceptionScore.Compute(zeros(8, 8), new() { Splits = 2 }).Mean, 1e-12);
    }

    [Fact]
    public void Images_ordered_by_class_need_the_shuffle()
    {
        var ordered = GoldenFeatures.Table(1000, 10, (i, c) => i / 100 == c ? 50 : 0);

        Assert.Equal(1, InceptionScore.Compute(ordered).Mean, 1e-9);
        Assert.InRange(InceptionScore.Compute(ordered, new() { ShuffleSeed = 1 }).Mean, 9, 10);
    }

    [Fact]
    public void Fewer_images_than_splits_are_refused_and_no_tensor_stays_alive()
    {
        var logits = zeros(9, 3);
        var before = LiveTensors.Settled();

        InceptionScore.Compute(logits, new() { Splits = 2, ShuffleSeed = 1 });
        Assert.Contains("10 splits", Assert.Throws<ArgumentException>("logits", () => InceptionScore.Compute(logits)).Message);
        Assert.Throws<ArgumentException>("options", () => InceptionScore.Compute(logits, new() { Splits = 0 }));

        Assert.Equal(before, LiveTensors.Now());
    }
}
