using GlGan.Evaluation;
using GlGan.Features;

namespace GlGan.Cli.Evaluation;

/// <summary>The metrics by the names they have in reports and on the command line.</summary>
internal static class MetricNames
{
    internal const string Psnr = "psnr";
    internal const string Ssim = "ssim";
    internal const string MultiScaleSsim = "ms_ssim";
    internal const string Perceptual = "perceptual";
    internal const string Identity = "identity";
    internal const string LandmarkError = "landmark_error";
    internal const string Identification = "identification";
    internal const string Distance = "frechet_synthetic_faces";
    internal const string Fid = "fid";

    /// <summary>All names.</summary>
    internal static IReadOnlyList<string> All { get; } = [Psnr, Ssim, MultiScaleSsim, Perceptual, Identity, LandmarkError, Identification, Distance, Fid];

    /// <summary>What is measured of images of a size when nothing is said: all but FID, which needs a file.</summary>
    internal static IReadOnlyList<string> Default(int imageSize) =>
        [.. All.Where(name => name != Fid && (name != MultiScaleSsim || imageSize >= GlGan.Metrics.MultiScaleSsim.SmallestSide))];

    /// <summary>The metric of single images of a name; <see langword="null"/> for those of whole sets.</summary>
    internal static ImageMetric? OfImages(string name, SyntheticFaceNetwork faces) => name switch
    {
        Psnr => ImageMetric.Psnr,
        Ssim => ImageMetric.Ssim,
        MultiScaleSsim => ImageMetric.MultiScaleSsim,
        Perceptual => ImageMetric.Perceptual(faces),
        Identity => ImageMetric.Identity(faces),
        LandmarkError => ImageMetric.Landmarks(faces),
        _ => null,
    };
}
