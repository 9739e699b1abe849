using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Editing;

public sealed class PoissonBlenderTests
{
    public static TheoryData<string, PoissonMode> Oracles =>
        [.. from mask in new[] { "rectangle", "star", "border" } from mode in Enum.GetValues<PoissonMode>() select (mask, mode)];

    [Theory]
    [MemberData(nameof(Oracles))]
    public void The_OpenCV_variant_agrees_with_seamlessClone_to_one_level(string mask, PoissonMode mode)
    {
        var expected = BlendingFixtures.Load($"{mask}_{mode.ToString().ToLowerInvariant()}");

        var blended = new PoissonBlender(mode, PoissonVariant.OpenCv).Blend(
            BlendingFixtures.Load("foreground"), BlendingFixtures.Load("background"), BlendingFixtures.LoadMask(mask));

        var differences = FixtureImages.Differences(expected, blended);
        Assert.InRange(differences.Max(), 0, 2);
        Assert.InRange(differences.Count(difference => difference == 2), 0, 0.001 * differences.Length);
    }

    [Fact]
    public void A_flat_foreground_becomes_the_membrane_between_the_colours_around_it()
    {
        // A plane is harmonic, so it is what the colours around the mask span.
        var ramp = new ImageBuffer(60, 50);
        for (var i = 0; i < ramp.Pixels.Length; i++) ramp.Pixels[i] = (byte)(20 + 2 * (i / 3 % 60) + i / 180);
        var mask = BlendingFixtures.Mask(60, 50, (x, y) => Math.Abs(x - 30) + Math.Abs(y - 25) < 20 + 3 * (x % 3));

        var blended = new PoissonBlender().Blend(FixtureImages.Constant(60, 50, 200, 10, 90), ramp, mask);

        Assert.Equal(ramp.Pixels, blended.Pixels);
    }

    [Theory]
    [InlineData(PoissonMode.Normal)]
    [InlineData(PoissonMode.Mixed)]
    public void A_foreground_that_is_only_brighter_changes_nothing(PoissonMode mode)
    {
        var (dark, bright) = (new ImageBuffer(37, 41), new ImageBuffer(37, 41));
        for (var i = 0; i < dark.Pixels.Length; i++) bright.Pixels[i] = (byte)((dark.Pixels[i] = (byte)(i * 7919 % 150)) + 90);

        Assert.Equal(dark.Pixels, new PoissonBlender(mode).Blend(bright, dark, BlendingFixtures.Mask(37, 41, (x, y) => x * y % 5 < 3)).Pixels);
    }

    [Fact]
    public void A_mask_of_the_whole_image_gives_the_foreground_with_the_backgrounds_mean()
    {
        var (front, back) = (FixtureImages.Noise(33, 20, 1), FixtureImages.Constant(33, 20, 120, 121, 122));
        for (var i = 0; i < front.Pixels.Length; i++) front.Pixels[i] /= 2;

        var blended = new PoissonBlender().Blend(front, back, ImageMask.Constant(33, 20, 1));

        for (var channel = 0; channel < 3; channel++)
        {
            var mean = Enumerable.Range(0, 33 * 20).Average(i => (double)front.Pixels[3 * i + channel]);
            for (var i = channel; i < front.Pixels.Length; i += 3) Assert.Equal(front.Pixels[i] - mean + back.Pixels[i], blended.Pixels[i], 0.61);
        }
    }

    [Fact]
    public void A_monochrome_transfer_keeps_the_backgrounds_hue()
    {
        var foreground = BlendingFixtures.Load("foreground");
        var brown = FixtureImages.Constant(foreground.Width, foreground.Height, 150, 100, 60);

        var blended = new PoissonBlender(PoissonMode.MonochromeTransfer).Blend(foreground, brown, BlendingFixtures.LoadMask("star")).Pixels;

        Assert.NotEqual(brown.Pixels, blended);
        for (var i = 0; i < blended.Length; i += 3) Assert.Equal((50, 40), (blended[i] - blended[i + 1], blended[i + 1] - blended[i + 2]));
    }
}
