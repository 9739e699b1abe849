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

    private static readonly SetMetric[] OfSets = [SetMetric.Peaks, SetMetric.Colors];

    /// <summary>All names.</summary>
    internal static IReadOnlyList<string> All { get; } = [Psnr, Ssim, MultiScaleSsim, Perceptual, Identity, LandmarkError, Identification, Distance, Fid, .. OfSets.Select(metric => metric.Name)];

    /// <summary>What is measured of images of a size when nothing is said: all but FID, which needs a file.</summary>
    internal static IReadOnlyList<string> Default(int imageSize) =>
        [.. All.Where(name => name != Fid && imageSize >= SmallestSide(name))];

    /// <summary>Side of the smallest images that a metric can be measured of.</summary>
    internal static int SmallestSide(string name) =>
        name == MultiScaleSsim ? GlGan.Metrics.MultiScaleSsim.SmallestSide : name == SetMetric.Peaks.Name ? GlGan.Metrics.SpectralPeaks.SmallestSide : 1;

    /// <summary>The metrics of whole sets among some names.</summary>
    internal static IReadOnlyList<SetMetric> OfAll(IReadOnlyList<string> names) => [.. OfSets.Where(metric => names.Contains(metric.Name))];

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
