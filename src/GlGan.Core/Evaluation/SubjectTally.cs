using GlGan.Imaging;

namespace GlGan.Evaluation;

/// <summary>Collects what was measured of one kind of image, batch by batch.</summary>
/// <param name="name">Its name.</param>
/// <param name="options">What is measured.</param>
/// <param name="set">The pairs.</param>
internal sealed class SubjectTally(string name, EvaluationOptions options, EvaluationSet set)
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

    /// <summary>Adds a batch.</summary>
    /// <param name="images">What was measured of the images.</param>
    /// <param name="targets">What was measured of as many targets.</param>
    internal void Add(MeasuredImages images, MeasuredImages targets)
    {
        foreach (var (own, measured) in Decibels.Zip(images.Decibels)) own.Values.AddRange(measured);
        foreach (var (metric, measured) in options.Metrics.Zip(images.Scores)) _scores[metric.Name].AddRange(measured);
        foreach (var (own, measured) in Ranks.Zip(images.Ranks)) own.AddRange(measured);
        foreach (var measurement in Together) measurement.Add(Images(images), Images(targets));
        AddFeatures(images);
    }

    /// <summary>Adds the features of a batch alone, as of the targets themselves.</summary>
    internal void AddFeatures(MeasuredImages images)
    {
        foreach (var hash in images.Hashes)
        {
            if (_seen.Add(hash)) Distinct.Add(_count);
            _count++;
        }

        foreach (var (own, measured) in Features.Zip(images.Features)) own.AddRange(measured);
    }

    private ImageBuffer[] Images(MeasuredImages measured) => [.. measured.Pixels.Select(pixels => new ImageBuffer(set.Pairs.ImageSize, set.Pairs.ImageSize, pixels))];
}
