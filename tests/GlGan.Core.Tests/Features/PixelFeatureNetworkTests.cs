using GlGan.Features;
using GlGan.Imaging;
using GlGan.Rendering;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Tests.Features;

[Collection("Tensors")]
public sealed class PixelFeatureNetworkTests
{
    [Theory]
    [InlineData(32, 32)]
    [InlineData(64, 64)]
    [InlineData(128, 64)]
    public void Large_images_are_seen_small_so_that_many_persons_can_be_told_apart(int size, int seen)
    {
        using var scope = NewDisposeScope();
        var image = new SyntheticFaces(1).Render(3, FaceView.Frontal, size).Image;

        var features = new PixelFeatureNetwork().Features(TensorImages.FromImages([image]))[0];

        Assert.Equal([1, 3 * seen * seen + 1], features.shape);
        Assert.Equal(Math.Sqrt(3 * seen * seen), features.norm().item<float>(), 1e-3);
        var small = TensorImages.FromImages([Resampler.Resize(image, seen, seen)]).flatten(1);
        Assert.True((features.narrow(1, 0, 3 * seen * seen) - small).abs().max().item<float>() < 0.02);
    }
}
