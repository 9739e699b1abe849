using GlGan.Features;
using GlGan.Imaging;
using GlGan.Metrics;
using GlGan.Runtime;
using static TorchSharp.torch;

namespace GlGan.Evaluation;

/// <summary>A number for each image against its target. Make your own from a name and a function.</summary>
/// <param name="Name">Name in reports, lower case with underscores.</param>
/// <param name="HigherIsBetter">Whether larger is better.</param>
/// <param name="Compute">One number per image; the lists are as long as each other.</param>
public sealed record ImageMetric(string Name, bool HigherIsBetter, Func<IReadOnlyList<ImageBuffer>, IReadOnlyList<ImageBuffer>, IReadOnlyList<double>> Compute)
{
    /// <summary><see cref="Metrics.Psnr"/>, in decibels.</summary>
    public static ImageMetric Psnr { get; } = new("psnr", true, Each((image, target) => Metrics.Psnr.Compute(image, target)));

    /// <summary><see cref="Metrics.Ssim"/> with Wang's window.</summary>
    public static ImageMetric Ssim { get; } = new("ssim", true, Each((image, target) => Metrics.Ssim.Compute(image, target)));

    /// <summary><see cref="Metrics.MultiScaleSsim"/>, for images of at least <see cref="MultiScaleSsim.SmallestSide"/> pixels.</summary>
    public static ImageMetric MultiScaleSsim { get; } = new("ms_ssim", true, Each((image, target) => Metrics.MultiScaleSsim.Compute(image, target)));

    /// <summary><see cref="PerceptualDistance"/> in the features of a network.</summary>
    /// <param name="network">The network; borrowed.</param>
    /// <param name="device">Where it runs; <see langword="null"/> for the CPU.</param>
    public static ImageMetric Perceptual(IFeatureNetwork network, Device? device = null)
    {
        var distance = new PerceptualDistance(network);
        return new ImageMetric("perceptual", false, OnDevice(device, distance.Compute));
    }

    /// <summary>Cosine of the last features of image and target: how much a recogniser takes them for one person.</summary>
    /// <param name="network">The recogniser; borrowed.</param>
    /// <param name="device">Where it runs; <see langword="null"/> for the CPU.</param>
    public static ImageMetric Identity(IFeatureNetwork network, Device? device = null) => new("identity", true, OnDevice(device, (images, targets) =>
        nn.functional.cosine_similarity(network.Features(images)[^1].flatten(1), network.Features(targets)[^1].flatten(1), 1).to(ScalarType.Float64).cpu().data<double>().ToArray()));

    /// <summary><see cref="LandmarkError"/> between the landmarks that the embedded network finds in image and target.</summary>
    /// <param name="network">The network; borrowed.</param>
    public static ImageMetric Landmarks(SyntheticFaceNetwork network) => new("landmark_error", false, (images, targets) =>
        [.. network.Landmarks(images).Zip(network.Landmarks(targets), LandmarkError.Compute)]);

    private static Func<IReadOnlyList<ImageBuffer>, IReadOnlyList<ImageBuffer>, IReadOnlyList<double>> OnDevice(Device? device, Func<Tensor, Tensor, double[]> score) =>
        (images, targets) =>
        {
            using var scope = new TensorScope();
            using var gradient = no_grad();
            return score(TensorImages.FromImages(images).to(device ?? CPU), TensorImages.FromImages(targets).to(device ?? CPU));
        };

    /// <summary>Applies a function to each pair.</summary>
    internal static Func<IReadOnlyList<ImageBuffer>, IReadOnlyList<ImageBuffer>, IReadOnlyList<double>> Each(Func<ImageBuffer, ImageBuffer, double> score) =>
        (images, targets) => [.. images.Zip(targets, score)];
}
