using FsCheck;
using FsCheck.Fluent;
using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Editing;

/// <summary>What every blender does.</summary>
public sealed class BlenderTests
{
    private static readonly Dictionary<string, IImageBlender> Blenders = new()
    {
        ["alpha"] = new AlphaBlender(),
        ["pyramid"] = new PyramidBlender(),
        ["pyramid of 3"] = new PyramidBlender(levels: 3),
        ["poisson"] = new PoissonBlender(),
        ["poisson mixed"] = new PoissonBlender(PoissonMode.Mixed),
        ["poisson mono"] = new PoissonBlender(PoissonMode.MonochromeTransfer),
        ["opencv"] = new PoissonBlender(PoissonMode.Normal, PoissonVariant.OpenCv),
        ["opencv mixed"] = new PoissonBlender(PoissonMode.Mixed, PoissonVariant.OpenCv),
        ["opencv mono"] = new PoissonBlender(PoissonMode.MonochromeTransfer, PoissonVariant.OpenCv),
        ["faded poisson"] = new FadedBlender(new PoissonBlender()),
        ["faded pyramid"] = new FadedBlender(new PyramidBlender()),
    };

    public static TheoryData<string> Names => [.. Blenders.Keys];

    // The others reach beyond the mask.
    public static TheoryData<string> Confined => ["alpha", "poisson", "poisson mixed", "poisson mono", "faded poisson", "faded pyramid"];

    // A monochrome transfer takes the colour of the foreground's structure away.
    public static TheoryData<string> Colored => [.. Blenders.Keys.Where(name => !name.EndsWith("mono", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mask_of_zeros_returns_the_background(string name) => ForEverySize((width, height, seed) =>
    {
        ImageBuffer front = FixtureImages.Noise(width, height, seed), back = FixtureImages.Noise(width, height, seed + 1);
        Assert.Equal(back.Pixels, Blenders[name].Blend(front, back, new ImageMask(width, height)).Pixels);
    });

    [Theory]
    [MemberData(nameof(Colored))]
    public void An_image_blended_into_itself_stays_as_it_is(string name) => ForEverySize((width, height, seed) =>
    {
        var image = FixtureImages.Noise(width, height, seed);
        Assert.Equal(image.Pixels, Blenders[name].Blend(image, image, RandomMask(width, height, seed)).Pixels);
    });

    [Theory]
    [MemberData(nameof(Confined))]
    public void Pixels_where_the_mask_is_zero_are_the_backgrounds(string name) => ForEverySize((width, height, seed) =>
    {
        ImageBuffer front = FixtureImages.Noise(width, height, seed), back = FixtureImages.Noise(width, height, seed + 1);
        var mask = RandomMask(width, height, seed);
        var blended = Blenders[name].Blend(front, back, mask);
        for (var i = 0; i < mask.Values.Length; i++)
            if (mask.Values[i] == 0) Assert.Equal(back.Pixels[(3 * i)..(3 * i + 3)], blended.Pixels[(3 * i)..(3 * i + 3)]);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_are_the_same_every_time_and_the_arguments_stay(string name) => ForEverySize((width, height, seed) =>
    {
        ImageBuffer front = FixtureImages.Noise(width, height, seed), back = FixtureImages.Noise(width, height, seed + 1);
        var mask = RandomMask(width, height, seed);
        var (frontBefore, backBefore, maskBefore) = (front.Clone(), back.Clone(), (float[])mask.Values.Clone());
        var blended = Blenders[name].Blend(front, back, mask);
        Assert.Equal(blended.Pixels, Blenders[name].Blend(front, back, mask).Pixels);
        Assert.Equal((frontBefore.Pixels, backBefore.Pixels, maskBefore), (front.Pixels, back.Pixels, mask.Values), ByContent);
    });

    [Theory]
    [InlineData("alpha")]
    [InlineData("pyramid")]
    [InlineData("pyramid of 3")]
    public void A_mask_of_ones_returns_the_foreground(string name) => ForEverySize((width, height, seed) =>
    {
        ImageBuffer front = FixtureImages.Noise(width, height, seed), back = FixtureImages.Noise(width, height, seed + 1);
        Assert.Equal(front.Pixels, Blenders[name].Blend(front, back, ImageMask.Constant(width, height, 1)).Pixels);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Sizes_that_differ_are_refused(string name)
    {
        var image = new ImageBuffer(4, 3);

        var otherBackground = Assert.Throws<ArgumentException>(() => Blenders[name].Blend(image, new ImageBuffer(3, 4), new ImageMask(3, 4)));
        var otherMask = Assert.Throws<ArgumentException>(() => Blenders[name].Blend(image, image, new ImageMask(4, 4)));

        Assert.Contains("4x3 and the background 3x4", otherBackground.Message);
        Assert.Contains("The mask is 4x4 and its image 4x3", otherMask.Message);
    }

    private static bool ByContent((byte[] Front, byte[] Back, float[] Mask) first, (byte[] Front, byte[] Back, float[] Mask) second) =>
        first.Front.SequenceEqual(second.Front) && first.Back.SequenceEqual(second.Back) && first.Mask.SequenceEqual(second.Mask);

    // A soft disc around a random place, so that it touches every border in turn, with holes.
    private static ImageMask RandomMask(int width, int height, int seed)
    {
        var random = new Random(seed);
        var (left, top, radius) = (random.Next(width), random.Next(height), random.Next(1, width + height));
        var mask = new ImageMask(width, height);
        for (var i = 0; i < mask.Values.Length; i++)
        {
            var distance = Math.Sqrt(Math.Pow(i % width - left, 2) + Math.Pow(i / width - top, 2));
            mask.Values[i] = random.Next(20) == 0 ? 0 : (float)Math.Clamp(1.3 - distance / radius, 0, 1);
        }

        return mask;
    }

    private static void ForEverySize(Action<int, int, int> property) =>
        Prop.ForAll(
            Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), property)
            .Check(Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(60));
}
