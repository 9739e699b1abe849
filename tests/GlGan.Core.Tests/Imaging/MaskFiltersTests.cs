using FsCheck;
using FsCheck.Fluent;
using GlGan.Imaging;

namespace GlGan.Tests.Imaging;

public sealed class MaskFiltersTests
{
    [Fact]
    public void A_point_grows_to_a_disc()
    {
        var mask = new ImageMask(9, 9);
        mask.Row(4)[4] = 0.8f;

        var grown = MaskFilters.Dilate(mask, 2);

        Assert.Equal(13, grown.Values.Count(value => value == 0.8f));
        Assert.Equal(0.8f, grown.Row(2)[4]);
        Assert.Equal(0, grown.Row(2)[3]);
    }

    [Fact]
    public void A_disc_larger_than_the_image_reaches_the_far_corner()
    {
        var mask = new ImageMask(4, 4);
        mask.Values[0] = 1;

        Assert.Equal(1, MaskFilters.Dilate(mask, 4.7).Values[15]);
        Assert.Equal(0, MaskFilters.Dilate(mask, 4.2).Values[15]);
    }

    [Fact]
    public void Dilation_is_the_largest_value_within_the_radius() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(
        Gen.Choose(1, 14).Two().SelectMany(size => Gen.Choose(0, 100).ArrayOf(size.Item1 * size.Item2).SelectMany(values => Gen.Choose(0, 60).Select(radius =>
            (Mask: new ImageMask(size.Item1, size.Item2, Array.ConvertAll(values, value => value / 100f)), Radius: radius / 10.0)))).ToArbitrary(),
        example => MaskFilters.Dilate(example.Mask, example.Radius).Values.SequenceEqual(Largest(example.Mask, example.Radius))));

    [Fact]
    public void What_lies_outside_the_image_does_not_erode()
    {
        var eroded = MaskFilters.Erode(ImageMask.Constant(6, 4, 1), 3);

        Assert.All(eroded.Values, value => Assert.Equal(1, value));
    }

    [Fact]
    public void A_blur_keeps_constant_masks_and_halves_an_edge()
    {
        var edge = new ImageMask(40, 3);
        for (var y = 0; y < 3; y++) edge.Row(y)[20..].Fill(1);

        var blurred = MaskFilters.Blur(edge, 2);

        Assert.All(MaskFilters.Blur(ImageMask.Constant(5, 7, 0.25f), 3).Values, value => Assert.Equal(0.25f, value, 1e-6f));
        Assert.Equal(1, blurred.Row(1)[19] + blurred.Row(1)[20], 1e-5f);
        Assert.Equal(0.0987f, blurred.Row(1)[20] - 0.5f, 2e-3f);
    }

    [Fact]
    public void Masks_of_other_sizes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => MaskFilters.Minimum(new ImageMask(2, 3), new ImageMask(3, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskFilters.Dilate(new ImageMask(2, 3), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaskFilters.Blur(new ImageMask(2, 3), double.NaN));
    }

    private static IEnumerable<float> Largest(ImageMask mask, double radius)
    {
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                var most = 0f;
                for (var v = 0; v < mask.Height; v++)
                    for (var u = 0; u < mask.Width; u++)
                        if ((u - x) * (u - x) + (v - y) * (v - y) <= radius * radius) most = Math.Max(most, mask.Row(v)[u]);
                yield return most;
            }
        }
    }
}
