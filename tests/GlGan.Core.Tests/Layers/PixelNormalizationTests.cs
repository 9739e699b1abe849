using GlGan.Layers;
using static TorchSharp.torch;

namespace GlGan.Tests.Layers;

[Collection("Tensors")]
public sealed class PixelNormalizationTests
{
    [Fact]
    public void Every_pixel_has_a_root_mean_square_of_one_and_keeps_its_direction()
    {
        using var scope = NewDisposeScope();
        var features = tensor(new float[] { 3, 100, 4, 0 }, [1, 2, 1, 2]);

        var normal = PixelNormalization.Apply(features);

        Assert.Equal([0.848189, 1.414212, 1.130919, 0], normal.to(ScalarType.Float64).data<double>().ToArray().Select(value => Math.Round(value, 6)));
    }

    [Fact]
    public void A_pixel_of_zeros_stays_zero_with_a_finite_gradient()
    {
        using var scope = NewDisposeScope();
        var features = zeros([1, 2, 1, 1], requires_grad: true);

        var normal = PixelNormalization.Apply(features);
        normal.sum().backward();

        Assert.Equal(0, normal.abs().max().item<float>());
        Assert.True(features.grad!.isfinite().all().item<bool>());
    }
}
