using FsCheck;
using FsCheck.Fluent;
using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Editing.Smoothing;

public sealed class SmoothingPropertyTests
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(40);

    // Sides from 1 and windows up to four times as large.
    private static readonly Gen<(int Width, int Height, int Radius, int Seed)> Shapes =
        from width in Gen.Choose(1, 21)
        from height in Gen.Choose(1, 21)
        from radius in Gen.Choose(1, 40)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (width, height, radius, seed);

    public static TheoryData<string> Names => ["guided", "guided grey", "bilateral", "domain", "domain recursive"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_constant_image_stays_exactly_as_it_is(string name) => Check(shape =>
    {
        var random = new Random(shape.Seed);
        var constant = FixtureImages.Constant(shape.Width, shape.Height, (byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
        Assert.Equal(constant.Pixels, Smoother(name, shape.Radius, 1).Smooth(constant).Pixels);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_pixel_moves_further_with_strength_and_not_at_all_without(string name) => Check(shape =>
    {
        var noise = FixtureImages.Noise(shape.Width, shape.Height, shape.Seed);
        var original = noise.Clone();
        double[] strengths = [0, 0.2, 0.55, 1];

        var distances = Array.ConvertAll(strengths, strength => FixtureImages.Differences(original, Smoother(name, shape.Radius, strength).Smooth(noise)));

        Assert.Equal(original.Pixels, noise.Pixels);
        Assert.All(distances[0], distance => Assert.Equal(0, distance));
        for (var i = 1; i < strengths.Length; i++) Assert.All(distances[i].Zip(distances[i - 1]), pair => Assert.True(pair.First >= pair.Second));
    });

    [Theory]
    [InlineData("bilateral")]
    [InlineData("domain")]
    [InlineData("domain recursive")]
    public void Means_lie_between_the_values_they_are_of(string name) => Check(shape =>
    {
        var noise = FixtureImages.Noise(shape.Width, shape.Height, shape.Seed);
        var smooth = Smoother(name, shape.Radius, 1).Smooth(noise);
        for (var channel = 0; channel < 3; channel++)
        {
            byte[] before = Channel(noise, channel), after = Channel(smooth, channel);
            Assert.InRange(after.Min(), before.Min(), before.Max());
            Assert.InRange(after.Max(), before.Min(), before.Max());
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_large_image_is_the_same_in_every_run(string name)
    {
        var noise = FixtureImages.Noise(150, 301, seed: 1);
        var smoother = Smoother(name, 5, 1);

        Assert.Equal(smoother.Smooth(noise).Pixels, smoother.Smooth(noise).Pixels);
    }

    // Rows are worked on in bands, columns are not.
    [Theory]
    [InlineData("guided", 9)]
    [InlineData("guided", 80)]
    [InlineData("guided grey", 33)]
    [InlineData("bilateral", 9)]
    public void Turning_the_image_turns_the_result(string name, int radius)
    {
        var noise = FixtureImages.Noise(24, 301, seed: 1);
        var smoother = Smoother(name, radius, 1);

        var (largest, _) = FixtureImages.Difference(Turned(smoother.Smooth(noise)), smoother.Smooth(Turned(noise)));

        Assert.InRange(largest, 0, 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Noise_on_an_edge_goes_and_the_edge_stays(string name)
    {
        var random = new Random(1);
        var image = new ImageBuffer(64, 64);
        for (var i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)((i / 3 % 64 < 32 ? 50 : 200) + random.Next(-5, 6));

        var smooth = Smoother(name, 6, 1).Smooth(image);

        Assert.All(Enumerable.Range(8, 48), y => Assert.InRange(smooth.Row(y)[3 * 31], 45, 66));
        Assert.All(Enumerable.Range(8, 48), y => Assert.InRange(smooth.Row(y)[3 * 32], 184, 205));
        Assert.InRange(Variation(smooth), 0, 0.6 * Variation(image));
    }

    private static void Check(Action<(int Width, int Height, int Radius, int Seed)> test) => Prop.ForAll(Shapes.ToArbitrary(), test).Check(Cases);

    private static IImageSmoother Smoother(string name, int radius, double strength) => name switch
    {
        "guided" => new GuidedFilter(new() { Radius = radius, Strength = strength }),
        "guided grey" => new GuidedFilter(new() { Radius = radius, Guide = GuideKind.Grey, Strength = strength }),
        "bilateral" => new BilateralFilter(new() { Radius = radius, SigmaSpace = radius / 2.0, Strength = strength }),
        "domain" => new DomainTransformFilter(new() { SigmaSpace = radius, Strength = strength }),
        "domain recursive" => new DomainTransformFilter(new() { SigmaSpace = radius, Mode = DomainTransformMode.Recursive, Strength = strength }),
        _ => throw new ArgumentException(name),
    };

    private static ImageBuffer Turned(ImageBuffer image)
    {
        var turned = new ImageBuffer(image.Height, image.Width);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++) image.Row(y).Slice(3 * x, 3).CopyTo(turned.Row(x)[(3 * y)..]);
        }

        return turned;
    }

    private static byte[] Channel(ImageBuffer image, int channel) => [.. image.Pixels.Where((_, i) => i % 3 == channel)];

    // Differences from one row to the next, where the edge is none.
    private static double Variation(ImageBuffer image) =>
        Enumerable.Range(0, image.Pixels.Length - 3 * image.Width).Sum(i => Math.Abs(image.Pixels[i + 3 * image.Width] - image.Pixels[i]));
}
