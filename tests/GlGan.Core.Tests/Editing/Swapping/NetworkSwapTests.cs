using GlGan.Editing;
using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Synthesis;
using GlGan.Tests.Synthesis;

namespace GlGan.Tests.Editing;

[Collection("Tensors")]
public sealed class NetworkSwapTests
{
    [Fact]
    public void The_network_swaps_the_face_and_leaves_the_rest()
    {
        using var model = TinyModel.Create(1, ModelPurpose.Region);
        var (source, target) = (SwapPeople.One(1, 0, 96), SwapPeople.One(3, 10, 96));

        var (image, mask) = new FaceSwapper(new NetworkSwap(model.CreateSynthesizer())).Swap(source.Image, source.Face, target.Image, [target.Face]);

        Assert.Contains(1f, mask.Values);
        Assert.NotEqual(target.Image.Pixels, image.Pixels);
        Assert.All(Enumerable.Range(0, mask.Values.Length).Where(i => mask.Values[i] == 0), i => Assert.Equal(target.Image.Pixels[3 * i], image.Pixels[3 * i]));
    }

    [Fact]
    public void Regions_not_asked_for_come_from_the_target()
    {
        using var model = TinyModel.Create(1, ModelPurpose.Region);
        var synthesizer = model.CreateSynthesizer();
        var (source, target) = (SwapPeople.One(1, 0, 96), SwapPeople.One(3, 10, 96));
        var unlike = new ImageBuffer(96, 96);

        var none = new NetworkSwap(synthesizer, [new FaceRegion("other", 0.1f, 0.1f, RegionAnchor.Nose)]);
        var eyes = new NetworkSwap(synthesizer, [FaceRegion.LeftEye]);

        Assert.Equal(Face(none, source.Image), Face(none, unlike));
        Assert.NotEqual(Face(eyes, source.Image), Face(eyes, unlike));

        byte[] Face(NetworkSwap swap, ImageBuffer photo) => swap.Render(photo, source.Face, target.Image, target.Face).Image.Pixels;
    }

    [Fact]
    public void A_boosted_face_is_made_of_sub_samples()
    {
        var image = new ImageBuffer(6, 6, [.. Enumerable.Range(0, 108).Select(value => (byte)value)]);

        var tiles = Enumerable.Range(0, 9).Select(tile => InterleavedTiles.Take(image, 3, tile)).ToArray();

        Assert.Equal(image.Row(2)[3..6], tiles[7].Row(0)[..3]);
        Assert.Equal(image.Pixels, InterleavedTiles.Join(tiles, 3).Pixels);
    }

    [Fact]
    public void Boosting_gives_a_face_of_the_targets_size_and_has_bounds()
    {
        using var model = TinyModel.Create(1, ModelPurpose.Region);
        var (source, target) = (SwapPeople.One(1, 0, 96), SwapPeople.One(3, 10, 96));

        var rendered = new NetworkSwap(model.CreateSynthesizer()) { Boost = 2 }.Render(source.Image, source.Face, target.Image, target.Face);

        Assert.Equal((96, 96), (rendered.Image.Width, rendered.Image.Height));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkSwap(model.CreateSynthesizer()) { Boost = 9 });
    }

    [Fact]
    public void Harmonizing_changes_only_what_the_mask_covers()
    {
        using var model = TinyModel.Create(1, ModelPurpose.Region);
        var (foreground, background) = (SwapPeople.One(1, 0, 96), SwapPeople.One(3, 0, 96));
        var mask = new ImageMask(96, 96);
        for (var y = 40; y < 60; y++) mask.Row(y)[35..60].Fill(1);

        var blended = new NetworkHarmonizer(model.CreateSynthesizer(), background.Face.Landmarks).Blend(foreground.Image, background.Image, mask);

        Assert.All(Enumerable.Range(0, mask.Values.Length).Where(i => mask.Values[i] == 0), i => Assert.Equal(background.Image.Pixels[3 * i], blended.Pixels[3 * i]));
        Assert.NotEqual(background.Image.Pixels, blended.Pixels);
    }

    [Fact]
    public void A_model_for_another_task_is_refused()
    {
        using var model = TinyModel.Create(1, ModelPurpose.Frontal);

        Assert.Contains("trained with the task Region", Assert.Throws<ArgumentException>(() => new NetworkSwap(model.CreateSynthesizer())).Message);
    }
}
