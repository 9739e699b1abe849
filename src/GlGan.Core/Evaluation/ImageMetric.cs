using GlGan.Features;
using GlGan.Imaging;
using GlGan.Metrics;

namespace GlGan.Evaluation;

/// <summary>A number for each image against its target. Make your own from a name and a function.</summary>
/// <param name="Name">Name in reports, lower case with underscores.</param>
/// <param name="HigherIsBetter">Whether larger is better.</param>
/// <param name="Compute">From the images and their targets, which are as many, one number per image.</param>
public sealed record ImageMetric(string Name, bool HigherIsBetter, Func<ImageBatch, ImageBatch, IReadOnlyList<double>> Compute)
{
    internal const string IdentityName = "identity";

    /// <summary><see cref="Metrics.Psnr"/>, in decibels.</summary>
    public static ImageMetric Psnr { get; } = new("psnr", true, Each((image, target) => Metrics.Psnr.Compute(image, target)));

    /// <summary><see cref="Metrics.Ssim"/> with Wang's window.</summary>
    public static ImageMetric Ssim { get; } = new("ssim", true, Each((image, target) => Metrics.Ssim.Compute(image, target)));

    /// <summary><see cref="Metrics.MultiScaleSsim"/>, for images of at least <see cref="MultiScaleSsim.SmallestSide"/> pixels.</summary>
    public static ImageMetric MultiScaleSsim { get; } = new("ms_ssim", true, Each((image, target) => Metrics.MultiScaleSsim.Compute(image, target)));

    /// <summary><see cref="PerceptualDistance"/> in the features of a network.</summary>
    /// <param name="network">The network, on the device of the generator; borrowed.</param>
    public static ImageMetric Perceptual(IFeatureNetwork network)
    {
        var distance = new PerceptualDistance(network);
        return new ImageMetric("perceptual", false, (images, targets) => distance.Compute(images.Features(network), targets.Features(network)));
    }

    /// <summary>Cosine of the last features of image and target: how much a recogniser takes them for one person.</summary>
    /// <param name="network">The recogniser, on the device of the generator; borrowed.</param>
    public static ImageMetric Identity(IFeatureNetwork network) => new(
        IdentityName, true, (images, targets) => [.. images.LastFeatures(network).Zip(targets.LastFeatures(network), (image, target) => IdentitySimilarity.Cosine(image, target))]);

    /// <summary><see cref="LandmarkError"/> between the landmarks that the embedded network finds in image and target.</summary>
    /// <param name="network">The network; borrowed.</param>
    public static ImageMetric Landmarks(SyntheticFaceNetwork network) => new(
        "landmark_error", false, (images, targets) => [.. images.Landmarks(network).Zip(targets.Landmarks(network), LandmarkError.Compute)]);

    /// <summary>Applies a function to each pair.</summary>
    private static Func<ImageBatch, ImageBatch, IReadOnlyList<double>> Each(Func<ImageBuffer, ImageBuffer, double> score) =>
        (images, targets) => [.. images.Images.Zip(targets.Images, score)];
}
