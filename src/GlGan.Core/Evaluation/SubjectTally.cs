using System.Numerics;
using System.Security.Cryptography;
using GlGan.Imaging;
using GlGan.Metrics;

namespace GlGan.Evaluation;

/// <summary>Collects what is measured of one kind of image, batch by batch.</summary>
/// <param name="name">Its name.</param>
/// <param name="options">What is measured.</param>
/// <param name="set">The pairs.</param>
/// <param name="gallery">The persons the images may show.</param>
internal sealed class SubjectTally(string name, EvaluationOptions options, EvaluationSet set, PersonGallery gallery)
{
    private readonly Dictionary<string, List<double>> _scores = options.Metrics.ToDictionary(metric => metric.Name, _ => new List<double>());
    private readonly HashSet<string> _seen = [];
    private int _count;

    internal string Name => name;

    /// <summary>PSNR of the whole picture, then of the box of each region, by pair.</summary>
    internal IReadOnlyList<(string Area, List<double> Values)> Decibels { get; } =
        [(Verdict.WholePicture, []), .. set.Pairs.Regions.Select(region => (region.Name, new List<double>()))];

    internal IReadOnlyDictionary<string, IReadOnlyList<double>> Scores => _scores.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<double>)entry.Value);

    /// <summary>The ranks of the persons that are known, by recogniser.</summary>
    internal IReadOnlyList<List<int>> Ranks { get; } = [.. options.Recognizers.Select(_ => new List<int>())];

    /// <summary>Features of each image, by feature space.</summary>
    internal IReadOnlyList<List<float[]>> Features { get; } = [.. options.FeatureSpaces.Select(_ => new List<float[]>())];

    /// <summary>Places of the images that no earlier one equals: several pairs may have one target.</summary>
    internal List<int> Distinct { get; } = [];

    /// <summary>What is measured of all images together.</summary>
    internal IReadOnlyList<SetMeasurement> Together { get; } = [.. options.SetMetrics.Select(metric => metric.Begin())];

    /// <summary>Measures images against their targets.</summary>
    /// <param name="images">The images.</param>
    /// <param name="targets">As many targets.</param>
    /// <param name="centers">Where each region is on each target.</param>
    internal void Add(ImageBatch images, ImageBatch targets, IReadOnlyList<Vector2[]> centers)
    {
        for (var i = 0; i < centers.Count; i++)
        {
            Decibels[0].Values.Add(Psnr.Compute(images.Images[i], targets.Images[i]));
            for (var region = 0; region < set.Pairs.Regions.Count; region++)
                Decibels[region + 1].Values.Add(Psnr.Compute(Box(images.Images[i], region, centers[i]), Box(targets.Images[i], region, centers[i])));
        }

        foreach (var metric in options.Metrics) _scores[metric.Name].AddRange(metric.Compute(images, targets));
        foreach (var (own, ranks) in Ranks.Zip(gallery.Rank(_count, images))) own.AddRange(ranks);
        foreach (var measurement in Together) measurement.Add(images.Images, targets.Images);
        AddFeatures(images);
    }

    /// <summary>Collects features alone, as of the targets themselves.</summary>
    internal void AddFeatures(ImageBatch images)
    {
        foreach (var image in images.Images)
        {
            if (_seen.Add(Convert.ToHexString(SHA256.HashData(image.Pixels)))) Distinct.Add(_count);
            _count++;
        }

        for (var i = 0; i < options.FeatureSpaces.Count; i++) Features[i].AddRange(images.LastFeatures(options.FeatureSpaces[i].Network));
    }

    // On whole pixels, as they are: sides are even, so the middle is between two.
    private ImageBuffer Box(ImageBuffer image, int region, Vector2[] centers)
    {
        var (width, height) = set.Pairs.Regions[region].PixelSize(image.Width);
        return Resampler.Crop(image, new Vector2(MathF.Floor(centers[region].X) + 0.5f, MathF.Floor(centers[region].Y) + 0.5f), width, height);
    }
}
