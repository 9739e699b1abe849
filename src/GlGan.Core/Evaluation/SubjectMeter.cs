using System.Numerics;
using System.Security.Cryptography;
using GlGan.Imaging;
using GlGan.Metrics;

namespace GlGan.Evaluation;

/// <summary>Measures images batch by batch, and remembers nothing.</summary>
/// <param name="options">What is measured.</param>
/// <param name="set">The pairs.</param>
/// <param name="gallery">The persons the images may show.</param>
internal sealed class SubjectMeter(EvaluationOptions options, EvaluationSet set, PersonGallery gallery)
{
    /// <summary>Measures images against their targets.</summary>
    /// <param name="name">What kind of image they are.</param>
    /// <param name="first">The pair of the first.</param>
    /// <param name="images">The images.</param>
    /// <param name="targets">As many targets.</param>
    /// <param name="centers">Where each region is on each target.</param>
    internal MeasuredImages Measure(string name, int first, ImageBatch images, ImageBatch targets, IReadOnlyList<Vector2[]> centers) => Features(name, images) with
    {
        Decibels =
        [
            [.. images.Images.Zip(targets.Images, Psnr.Compute)],
            .. set.Pairs.Regions.Select((_, region) => centers.Select((center, i) => Psnr.Compute(Box(images.Images[i], region, center), Box(targets.Images[i], region, center))).ToArray()),
        ],
        Scores = [.. options.Metrics.Select(metric => metric.Compute(images, targets).ToArray())],
        Ranks = [.. gallery.Rank(first, images).Select(ranks => ranks.ToArray())],
    };

    /// <summary>The features alone, as of the targets themselves.</summary>
    internal MeasuredImages Features(string name, ImageBatch images) => new(name)
    {
        Features = [.. options.FeatureSpaces.Select(space => images.LastFeatures(space.Network))],
        Hashes = [.. images.Images.Select(image => Convert.ToHexString(SHA256.HashData(image.Pixels)))],
        Pixels = options.SetMetrics.Count == 0 ? [] : [.. images.Images.Select(image => image.Pixels)],
    };

    // On whole pixels, as they are: sides are even, so the middle is between two.
    private ImageBuffer Box(ImageBuffer image, int region, Vector2[] centers)
    {
        var (width, height) = set.Pairs.Regions[region].PixelSize(image.Width);
        return Resampler.Crop(image, new Vector2(MathF.Floor(centers[region].X) + 0.5f, MathF.Floor(centers[region].Y) + 0.5f), width, height);
    }
}
