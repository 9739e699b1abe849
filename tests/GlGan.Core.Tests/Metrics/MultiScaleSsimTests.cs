using FsCheck;
using FsCheck.Fluent;
using GlGan.Imaging;
using GlGan.Metrics;

namespace GlGan.Tests.Metrics;

public sealed class MultiScaleSsimTests
{
    private static readonly ImageBuffer A = TestWaves.Clean(192);
    private static readonly ImageBuffer B = TestWaves.Noisy(192);

    [Fact]
    public void It_has_its_golden_value_whatever_the_unit()
    {
        float[] a = Array.ConvertAll(TestWaves.Plane(A), value => (value + 1) / 2), b = Array.ConvertAll(TestWaves.Plane(B), value => (value + 1) / 2);

        Assert.Equal(0.9938458814083435, MultiScaleSsim.Compute(A, B), 1e-9);
        Assert.Equal(0.9938458814083435, MultiScaleSsim.Compute(a, b, 192, 192, 1), 1e-6);
    }

    [Fact]
    public void Equal_images_are_perfectly_similar() => Assert.Equal(1, MultiScaleSsim.Compute(A, A), 1e-12);

    [Fact]
    public void Constant_images_differ_only_in_the_luminance_of_the_coarsest_scale()
    {
        var (dark, bright) = (TestWaves.Grey(176, (_, _) => 100), TestWaves.Grey(176, (_, _) => 110));

        Assert.Equal(Math.Pow(0.9954764440915066, 0.1333), MultiScaleSsim.Compute(dark, bright), 1e-9);
    }

    [Fact]
    public void A_negative_has_no_similarity()
    {
        var negative = new ImageBuffer(192, 192, [.. A.Pixels.Select(value => (byte)(255 - value))]);

        Assert.Equal(0, MultiScaleSsim.Compute(A, negative));
    }

    [Fact]
    public void It_is_symmetric_and_within_zero_and_one() => Prop.ForAll(
        Gen.Choose(161, 190).Two().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (size, seed) =>
        {
            var random = new Random(seed);
            float[] a = Plane(), b = [.. a.Select(value => value + random.NextSingle() - 0.5f)];

            var value = MultiScaleSsim.Compute(a, b, size.Item1, size.Item2, 2);

            return value is > 0 and < 1 && Math.Abs(value - MultiScaleSsim.Compute(b, a, size.Item1, size.Item2, 2)) < 1e-12;

            float[] Plane() => [.. Enumerable.Range(0, size.Item1 * size.Item2).Select(_ => random.NextSingle() * 2 - 1)];
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));

    [Fact]
    public void Images_of_161_pixels_are_the_smallest()
    {
        var smallest = new ImageBuffer(161, 161);

        Assert.Equal(1, MultiScaleSsim.Compute(smallest, smallest), 1e-12);
        var narrow = new ImageBuffer(160, 200);
        Assert.Contains("at least 161x161 pixels; got 160x200", Assert.Throws<ArgumentException>(() => MultiScaleSsim.Compute(narrow, narrow)).Message);
        Assert.Contains("161x161 and 192x192", Assert.Throws<ArgumentException>(() => MultiScaleSsim.Compute(smallest, A)).Message);
    }
}
