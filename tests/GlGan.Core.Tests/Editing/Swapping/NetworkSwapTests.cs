using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Editing;

[Collection("Tensors")]
public sealed class NetworkSwapTests
{
    [Fact]
    public void The_network_refines_the_geometric_swap_and_leaves_the_rest()
    {
        using var model = TinyModel.Create(1, ModelPurpose.Swap);
        var (source, target) = (SwapPeople.One(1, 0, 96), SwapPeople.One(3, 10, 96));

        var refined = new NetworkSwap(model.CreateSynthesizer()).Render(source.Image, source.Face, target.Image, target.Face);
        var geometric = new GeometricSwap().Render(source.Image, source.Face, target.Image, target.Face);
        var (image, mask) = new FaceSwapper(new NetworkSwap(model.CreateSynthesizer())).Swap(source.Image, source.Face, target.Image, [target.Face]);

        Assert.Equal(geometric.Coverage.Values, refined.Coverage.Values);
        Assert.NotEqual(geometric.Image.Pixels, refined.Image.Pixels);
        Assert.Contains(1f, mask.Values);
        Assert.All(Enumerable.Range(0, mask.Values.Length).Where(i => mask.Values[i] == 0), i => Assert.Equal(target.Image.Pixels[3 * i], image.Pixels[3 * i]));
    }

    [Fact]
    public void Detail_finer_than_the_networks_image_stays()
    {
        using var model = TinyModel.Create(1, ModelPurpose.Swap);
        var (source, target) = (SwapPeople.One(1, 0, 256), SwapPeople.One(3, 0, 256));

        var refined = new NetworkSwap(model.CreateSynthesizer()).Render(source.Image, source.Face, target.Image, target.Face);
        var geometric = new GeometricSwap().Render(source.Image, source.Face, target.Image, target.Face);

        // The network of 32 pixels changes shades; what a small blur takes from the face is detail, and is as before.
        Assert.True(Detail(refined) > 0.9 * Detail(geometric), $"{Detail(refined)} of {Detail(geometric)}");

        static double Detail(RenderedFace face) => face.Image.Pixels.Zip(ImageFilters.GaussianBlur(face.Image, 1).Pixels, (sharp, soft) => Math.Abs(sharp - soft))
            .Where((_, i) => face.Coverage.Values[i / 3] == 1).Average();
    }

    [Fact]
    public void Harmonizing_changes_only_what_the_mask_covers()
    {
        using var model = TinyModel.Create(1, ModelPurpose.Swap);
        var (foreground, background) = (SwapPeople.One(1, 0, 96), SwapPeople.One(3, 0, 96));
        var mask = new ImageMask(96, 96);
        for (var y = 40; y < 60; y++) mask.Row(y)[35..60].Fill(1);

        var blended = new NetworkHarmonizer(model.CreateSynthesizer(), background.Face.Landmarks).Blend(foreground.Image, background.Image, mask);

        Assert.All(Enumerable.Range(0, mask.Values.Length).Where(i => mask.Values[i] == 0), i => Assert.Equal(background.Image.Pixels[3 * i], blended.Pixels[3 * i]));
        Assert.NotEqual(background.Image.Pixels, blended.Pixels);
    }

    [Theory]
    [InlineData(ModelPurpose.Frontal)]
    [InlineData(ModelPurpose.Region)]
    public void A_model_that_was_not_trained_for_swaps_is_refused_and_the_training_named(ModelPurpose purpose)
    {
        using var model = TinyModel.Create(1, purpose);

        Assert.Contains("glgan train --task swap", Assert.Throws<ArgumentException>(() => new NetworkSwap(model.CreateSynthesizer())).Message);
    }

    [Fact]
    public void A_model_for_swaps_does_not_take_a_single_photo()
    {
        using var model = TinyModel.Create(1, ModelPurpose.Swap);

        Assert.Contains("swap --model", Assert.Throws<ArgumentException>(() => model.CreateSynthesizer().Synthesize([TinyModel.Request(1)])).Message);
    }
}
