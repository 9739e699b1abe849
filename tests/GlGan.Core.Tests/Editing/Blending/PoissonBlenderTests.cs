using GlGan.Editing;

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

        var differences = blended.Pixels.Zip(expected.Pixels, (ours, theirs) => Math.Abs(ours - theirs)).ToArray();
        Assert.True(differences.Count(difference => difference <= 1) >= 0.999 * differences.Length, $"{differences.Count(difference => difference > 1)} of {differences.Length}, max {differences.Max()}");
        Assert.InRange(differences.Max(), 0, 2);
    }
}
