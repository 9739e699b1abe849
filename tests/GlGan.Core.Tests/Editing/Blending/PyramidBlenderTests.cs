using GlGan.Editing;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Editing;

public sealed class PyramidBlenderTests
{
    [Fact]
    public void Blends_agree_with_OpenCVs_pyramids()
    {
        var blended = new PyramidBlender(levels: 3).Blend(
            BlendingFixtures.Load("foreground"), BlendingFixtures.Load("background"), BlendingFixtures.LoadMask("star"));

        var (largest, mean) = FixtureImages.Difference(BlendingFixtures.Load("star_pyramid"), blended);
        Assert.InRange(largest, 0, 1);
        Assert.InRange(mean, 0, 0.01);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 9)]
    [InlineData(37, 22)]
    public void A_plane_less_its_smoothed_self_and_that_again_is_the_plane(int width, int height)
    {
        var random = new Random(1);
        var (plane, original) = (new PyramidPlane(width, height, 3), new PyramidPlane(width, height, 3));
        for (var i = 0; i < plane.Values.Length; i++) plane.Values[i] = original.Values[i] = random.NextSingle();

        var smooth = plane.Reduce().Expand(width, height);
        plane.Subtract(smooth);
        plane.Add(smooth);

        for (var i = 0; i < plane.Values.Length; i++) Assert.Equal(original.Values[i], plane.Values[i], 1e-6f);
    }

    [Fact]
    public void Zero_levels_are_an_alpha_blend()
    {
        var (front, back, mask) = (BlendingFixtures.Load("foreground"), BlendingFixtures.Load("background"), BlendingFixtures.LoadMask("star"));

        Assert.Equal(new AlphaBlender().Blend(front, back, mask).Pixels, new PyramidBlender(levels: 0).Blend(front, back, mask).Pixels);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PyramidBlender(levels: -1));
    }
}
