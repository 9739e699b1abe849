using GlGan.Discriminators;
using GlGan.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Discriminators;

/// <summary>Parameter counts, output sizes and receptive fields of pix2pix's and pix2pixHD's discriminators.</summary>
[Collection("Tensors")]
public sealed class PatchGanGeometryTests : IDisposable
{
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_conditional_70_by_70_discriminator_of_pix2pix_has_2768705_parameters()
    {
        using var network = new PatchDiscriminator(new() { Layers = 3, Outputs = 1, Conditional = true });

        Assert.Equal(2_768_705, Count(network));
    }

    [Fact]
    public void The_discriminator_of_CycleGAN_has_2764737_parameters()
    {
        using var network = new PatchDiscriminator(new() { Layers = 3, Outputs = 1, Norm = NormKind.Instance });

        Assert.Equal(2_764_737, Count(network));
    }

    [Theory]
    [InlineData(1, 2_767_809)]
    [InlineData(2, 5_535_618)]
    public void The_discriminator_of_pix2pixHD_has_2767809_parameters_per_scale(int scales, long expected)
    {
        using var network = new MultiScaleDiscriminator(new() { Layers = 3, Outputs = 1, Conditional = true, Norm = NormKind.Instance, Padding = 2 }, scales);

        Assert.Equal(expected, Count(network));
    }

    [Theory]
    [InlineData(1, 1, 126)]
    [InlineData(2, 1, 62)]
    [InlineData(3, 1, 30)]
    [InlineData(4, 1, 14)]
    [InlineData(5, 1, 6)]
    [InlineData(3, 2, 35)]
    public void An_image_of_256_pixels_gives_this_many_patches(int layers, int padding, long side)
    {
        using var network = new PatchDiscriminator(new() { BaseChannels = 1, Layers = layers, Padding = padding, Norm = NormKind.None });

        var output = Assert.Single(network.call(new(zeros(1, 3, 256, 256))));

        Assert.Equal([1, 2, side, side], output.Logits.shape);
        Assert.Equal(layers + 1, output.Features.Count);
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(2, 34)]
    [InlineData(3, 70)]
    [InlineData(4, 142)]
    [InlineData(5, 286)]
    public void One_logit_sees_a_square_of_this_many_pixels(int layers, int expected)
    {
        using var network = new PatchNetwork(new() { BaseChannels = 1, Layers = layers, Outputs = 1, Norm = NormKind.None });
        using var random = TestDevice.Random(6);
        WeightInitialization.He(network, random);
        network.to(ScalarType.Float64);
        var side = (expected * 2 / 32 + 1) * 32;
        var image = rand([1, 3, side, side], ScalarType.Float64, generator: random).requires_grad_(true);

        var logits = network.call(image).Logits;
        logits[0, 0, logits.shape[2] / 2, logits.shape[3] / 2].backward();

        var seen = image.grad!.abs().sum(1).squeeze(0) > 0;
        Assert.Equal((expected, expected), (Extent(seen.any(1)), Extent(seen.any(0))));
        Assert.Equal((long)expected * expected, seen.sum().item<long>());
    }

    [Fact]
    public void Channels_double_up_to_eight_times_the_base()
    {
        using var network = new PatchNetwork(new() { BaseChannels = 2, Layers = 5, Norm = NormKind.None });

        var output = network.call(zeros(1, 3, 128, 128));

        Assert.Equal([2, 4, 8, 16, 16, 16], output.Features.Select(feature => feature.shape[1]));
        Assert.Equal(2, output.Logits.shape[1]);
    }

    private static int Extent(Tensor seen)
    {
        var indices = seen.nonzero().flatten().data<long>().ToArray();
        return (int)(indices[^1] - indices[0] + 1);
    }

    private static long Count(nn.Module module) => module.parameters().Sum(parameter => parameter.numel());
}
