using GlGan.Tensors;
using GlGan.Training;
using static TorchSharp.torch;

namespace GlGan.Tests.Training;

[Collection("Tensors")]
public sealed class ExponentialMovingAverageTests : IDisposable
{
    private readonly FusedOperators _operators = new();
    private readonly nn.Module<Tensor, Tensor> _source = nn.BatchNorm2d(2);
    private readonly nn.Module<Tensor, Tensor> _average = nn.BatchNorm2d(2);
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _source.Dispose();
        _average.Dispose();
        _operators.Dispose();
    }

    [Fact]
    public void The_average_starts_as_a_copy()
    {
        Fill(_source, 5);
        _source.get_buffer("running_mean")!.fill_(3);

        _ = new ExponentialMovingAverage(_operators, _source, _average, 1000);

        Assert.Equal(5, Weight());
        Assert.Equal(3, _average.get_buffer("running_mean")![0].item<float>());
        Assert.True(_average.get_parameter("weight")!.requires_grad);
    }

    [Theory]
    [InlineData(1000, 10, 1_000_000, 0.5, 10.0 / 1000)]
    [InlineData(1000, 1000, 1_000_000, 0.5, 1)]
    [InlineData(1000, 4, 400, 0.5, 4.0 / 20)]
    [InlineData(0, 4, 400, 0, 1)]
    public void A_batch_halves_the_distance_as_often_as_half_lives_fit_in_it(double halfLife, long batch, long images, double perHalfLife, double halfLives)
    {
        Fill(_source, 1);
        var average = new ExponentialMovingAverage(_operators, _source, _average, halfLife);
        Fill(_source, 2);

        average.Update(batch, images);

        Assert.Equal(2 - Math.Pow(perHalfLife, halfLives), Weight(), 1e-6);
        Assert.Equal(2, _source.get_parameter("weight")![0].item<float>());
    }

    [Fact]
    public void Buffers_are_copied()
    {
        var average = new ExponentialMovingAverage(_operators, _source, _average, 1000);
        _source.call(rand(2, 2, 4, 4));

        average.Update(1, 1_000_000);

        TensorAssert.Same(_source.get_buffer("running_var")!, _average.get_buffer("running_var")!);
        Assert.Equal(1, _average.get_buffer("num_batches_tracked")!.item<long>());
    }

    private static void Fill(nn.Module module, float value)
    {
        using var frozen = no_grad();
        foreach (var parameter in module.parameters()) parameter.fill_(value);
    }

    private float Weight() => _average.get_parameter("weight")![0].item<float>();
}
