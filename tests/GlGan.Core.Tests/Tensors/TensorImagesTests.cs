using GlGan.Imaging;
using GlGan.Tensors;
using GlGan.Tests.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Tensors;

[Collection("Tensors")]
public sealed class TensorImagesTests
{
    [Fact]
    public void A_batch_has_planes_in_minus_one_to_one()
    {
        using var batch = TensorImages.FromImages([FixtureImages.Constant(4, 3, 0, 51, 255), FixtureImages.Constant(4, 3, 9, 9, 9)]);

        Assert.Equal([2, 3, 3, 4], batch.shape);
        Assert.Equal(ScalarType.Float32, batch.dtype);
        Assert.Equal([-1f, -0.6f, 1f], new[] { 0, 1, 2 }.Select(channel => batch[0, channel, 2, 3].item<float>()), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Every_byte_comes_back_and_nothing_is_left_behind()
    {
        var image = new ImageBuffer(32, 8, [.. Enumerable.Range(0, 768).Select(value => (byte)(value * 7))]);
        var before = LiveTensors.Settled();

        using (var batch = TensorImages.FromImages([image, image]))
        {
            var images = TensorImages.ToImages(batch);
            Assert.Equal(2, images.Length);
            Assert.Equal(image.Pixels, images[1].Pixels);
        }

        Assert.Equal(before, LiveTensors.Now());
    }

    [Fact]
    public void Values_outside_are_clamped_and_others_rounded_to_the_nearest()
    {
        using var batch = torch.tensor(new[] { -3f, 1.5f, 0.4f / 127.5f, 0.6f / 127.5f, float.NaN, 1f }, [1, 3, 1, 2]);

        Assert.Equal([0, 128, 0, 255, 128, 255], TensorImages.ToImages(batch)[0].Pixels);
    }

    [Fact]
    public void Other_layouts_are_read_too()
    {
        using var scope = torch.NewDisposeScope();
        var batch = TensorImages.FromImages([FixtureImages.Load("small.png")]);
        var strided = batch.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).to(ScalarType.Float64);

        Assert.Equal(FixtureImages.Load("small.png").Pixels, TensorImages.ToImages(strided)[0].Pixels);
    }

    [Fact]
    public void Another_shape_or_size_is_named()
    {
        using var grey = torch.zeros(1, 1, 2, 2);

        Assert.Contains("Float32 [1, 1, 2, 2]", Assert.Throws<ArgumentException>(() => TensorImages.ToImages(grey)).Message);
        Assert.Contains("Image 1 is 5x3", Assert.Throws<ArgumentException>(() => TensorImages.FromImages([new(4, 3), new(5, 3)])).Message);
    }
}
