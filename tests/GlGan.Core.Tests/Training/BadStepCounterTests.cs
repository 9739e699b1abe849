using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class BadStepCounterTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();
    private readonly BadStepCounter _counter = new(CPU);

    public void Dispose()
    {
        _counter.Dispose();
        _scope.Dispose();
    }

    [Theory]
    [InlineData(10, 1, 0)]
    [InlineData(-10, 1e30f, 0)]
    [InlineData(11, 1, 1)]
    [InlineData(-11, 1, 1)]
    [InlineData(float.NaN, 1, 1)]
    [InlineData(1, float.NaN, 1)]
    [InlineData(1, float.PositiveInfinity, 1)]
    public void A_step_is_bad_when_its_loss_is_beyond_the_limit_or_something_is_not_finite(float loss, float norm, float bad) =>
        Assert.Equal(bad, _counter.Judge(tensor(loss), tensor(norm), lossLimit: 10).item<float>());

    [Fact]
    public void A_row_ends_with_a_good_step_and_the_count_with_its_reading()
    {
        int[] InRow(params float[] steps) => [.. steps.Select(bad =>
        {
            _counter.Count(tensor(bad));
            return _counter.InRow;
        })];

        Assert.Equal([1, 2, 0, 1, 2, 3], InRow(1, 1, 0, 1, 1, 1));
        Assert.Equal(5, _counter.ReadNew());
        Assert.Equal(0, _counter.ReadNew());
        _counter.Restart();
        Assert.Equal(0, _counter.InRow);
    }

    [Fact]
    public void Tensors_are_finite_when_every_value_is()
    {
        Assert.True(BadStepCounter.IsFinite([full([100], 3e38f), tensor(5L), tensor(true), empty(0)]));
        Assert.False(BadStepCounter.IsFinite([ones(2), tensor([1, float.NaN])]));
    }

    [Fact]
    public void Nothing_stays_alive()
    {
        var before = LiveTensors.Settled();
        Tensor[] tensors = [ones(2)];
        for (var i = 0; i < 10; i++)
        {
            BadStepCounter.IsFinite(tensors);
            _ = _counter.InRow;
            _counter.ReadNew();
            _counter.Restart();
        }

        Assert.Equal(before + 1, LiveTensors.Now());
    }
}
