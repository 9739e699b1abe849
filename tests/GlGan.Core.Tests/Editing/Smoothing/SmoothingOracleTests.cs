using GlGan.Editing;
using GlGan.Imaging;
using GlGan.Tests.Imaging;

namespace GlGan.Tests.Editing.Smoothing;

/// <summary>Against the images made by Fixtures/python/make_editing_smoothing.py.</summary>
public sealed class SmoothingOracleTests
{
    private static readonly ImageBuffer Picture = Load("picture");

    [Theory]
    [InlineData("self_r4", 4, 0.002)]
    [InlineData("self_r100", 100, 0.01)]
    public void A_picture_guided_by_itself_agrees_with_OpenCV(string name, int radius, double epsilon) =>
        AssertAgrees(Load($"guided_{name}"), new GuidedFilter(new() { Radius = radius, Epsilon = epsilon }).Smooth(Picture));

    [Theory]
    [InlineData("color_r8", "guide", GuideKind.Color, 8, 0.01)]
    [InlineData("grey_r3", "guide_grey", GuideKind.Grey, 3, 0.0004)]
    public void A_picture_guided_by_another_agrees_with_OpenCV(string name, string guide, GuideKind kind, int radius, double epsilon) => AssertAgrees(
        Load($"guided_{name}"), new GuidedFilter(new() { Radius = radius, Epsilon = epsilon, Guide = kind }).Smooth(Picture, Load(guide)));

    [Theory]
    [InlineData("d9", 4, 75, 75)]
    [InlineData("auto", null, 40, 4)]
    [InlineData("d121", 60, 60, 20)]
    public void The_bilateral_filter_agrees_with_OpenCV(string name, int? radius, double sigmaColor, double sigmaSpace) => AssertAgrees(
        Load($"bilateral_{name}"), new BilateralFilter(new() { Radius = radius, SigmaColor = sigmaColor, SigmaSpace = sigmaSpace }).Smooth(Picture));

    [Theory]
    [InlineData("convolution_s60", DomainTransformMode.NormalizedConvolution, 60, 0.4)]
    [InlineData("convolution_s10", DomainTransformMode.NormalizedConvolution, 10, 0.8)]
    [InlineData("recursive_s60", DomainTransformMode.Recursive, 60, 0.4)]
    [InlineData("recursive_s10", DomainTransformMode.Recursive, 10, 0.8)]
    public void The_domain_transform_agrees_with_OpenCV(string name, DomainTransformMode mode, double sigmaSpace, double sigmaColor) => AssertAgrees(
        Load($"domain_{name}"), new DomainTransformFilter(new() { Mode = mode, SigmaSpace = sigmaSpace, SigmaColor = sigmaColor }).Smooth(Picture));

    private static void AssertAgrees(ImageBuffer expected, ImageBuffer actual)
    {
        var (largest, mean) = FixtureImages.Difference(expected, actual);

        Assert.InRange(largest, 0, 1);
        Assert.InRange(mean, 0, 0.01);
    }

    private static ImageBuffer Load(string name) =>
        ImageFile.Load(Path.Combine(AppContext.BaseDirectory, "Fixtures", "editing", "smoothing", $"{name}.png"));
}
