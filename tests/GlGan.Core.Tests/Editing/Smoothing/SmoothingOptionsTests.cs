using GlGan.Editing;
using GlGan.Imaging;

namespace GlGan.Tests.Editing.Smoothing;

public sealed class SmoothingOptionsTests
{
    [Fact]
    public void All_errors_of_a_guided_filter_come_in_one_message() => AssertErrors(
        () => new GuidedFilter(new() { Radius = 0, Epsilon = double.NaN, Guide = (GuideKind)7, Strength = 1.5 }),
        "Radius must be 1 to 4096 pixels; got 0", "Epsilon must be in [1e-6, 1e6]; got NaN", "got 7", "Strength must be in [0, 1]; got 1.5");

    [Fact]
    public void All_errors_of_a_bilateral_filter_come_in_one_message() => AssertErrors(
        () => new BilateralFilter(new() { Radius = 5000, SigmaColor = 0, SigmaSpace = -1, Strength = double.NaN }),
        "got 5000", "SigmaColor must be in [0.001, 1000000]; got 0", "SigmaSpace must be in [0.001, 1000000]; got -1", "got NaN");

    [Fact]
    public void All_errors_of_a_domain_transform_come_in_one_message() => AssertErrors(
        () => new DomainTransformFilter(new()
        {
            SigmaSpace = 0, SigmaColor = double.PositiveInfinity, Iterations = 11, Mode = (DomainTransformMode)9, Strength = -1,
        }),
        "SigmaSpace must", "SigmaColor must", "Iterations must be 1 to 10; got 11", "got 9", "got -1");

    [Fact]
    public void All_errors_of_a_skin_smoother_come_in_one_message() => AssertErrors(
        () => new SkinSmoother(new() { Strength = 2, Radius = 0, Contrast = 0, Texture = 1.1, TextureSize = 1, ToneTolerance = 0 }),
        "Strength must", "Radius must", "Contrast must", "Texture must", "TextureSize must", "ToneTolerance must");

    [Fact]
    public void A_guide_of_another_size_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new GuidedFilter().Smooth(new ImageBuffer(4, 5), new ImageBuffer(5, 4)));

        Assert.Contains("of the image's size, 4x5; got 5x4", error.Message);
    }

    private static void AssertErrors(Action create, params string[] expected)
    {
        var message = Assert.Throws<ArgumentException>(create).Message;
        Assert.All(expected, text => Assert.Contains(text, message));
        Assert.Equal(expected.Length, message.Split("- ").Length - 1);
    }
}
