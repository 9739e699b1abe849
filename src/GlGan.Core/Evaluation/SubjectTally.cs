using System.Security.Cryptography;

namespace GlGan.Evaluation;

/// <summary>Collects what is measured of one kind of image, batch by batch.</summary>
internal sealed class SubjectTally(string name, EvaluationOptions options)
{
    private readonly Dictionary<string, List<double>> _scores = options.Metrics.ToDictionary(metric => metric.Name, _ => new List<double>());
    private readonly HashSet<string> _seen = [];
    private int _count;

    internal string Name => name;

    internal IReadOnlyDictionary<string, IReadOnlyList<double>> Scores => _scores.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<double>)entry.Value);

    /// <summary>The recogniser's features of each image; empty without a recogniser.</summary>
    internal List<float[]> Embeddings { get; } = [];

    /// <summary>Features of each image, by feature space.</summary>
    internal IReadOnlyList<List<float[]>> Features { get; } = [.. options.FeatureSpaces.Select(_ => new List<float[]>())];

    /// <summary>Places of the images that no earlier one equals: several pairs may have one target.</summary>
    internal List<int> Distinct { get; } = [];

    /// <summary>Measures images against their targets.</summary>
    internal void Add(ImageBatch images, ImageBatch targets)
    {
        foreach (var metric in options.Metrics) _scores[metric.Name].AddRange(metric.Compute(images, targets));
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

        if (options.Recognizer is { } recognizer) Embeddings.AddRange(images.LastFeatures(recognizer));
        for (var i = 0; i < options.FeatureSpaces.Count; i++) Features[i].AddRange(images.LastFeatures(options.FeatureSpaces[i].Network));
    }
}
