using GlGan.Features;
using GlGan.Imaging;
using GlGan.Runtime;
using static TorchSharp.torch;

namespace GlGan.Evaluation;

/// <summary>Collects what is measured of one kind of image, batch by batch.</summary>
internal sealed class SubjectTally(string name, EvaluationOptions options)
{
    private readonly Dictionary<string, List<double>> _scores = options.Metrics.ToDictionary(metric => metric.Name, _ => new List<double>());

    internal string Name => name;

    internal IReadOnlyDictionary<string, IReadOnlyList<double>> Scores => _scores.ToDictionary(entry => entry.Key, entry => (IReadOnlyList<double>)entry.Value);

    /// <summary>The recogniser's features of each image; empty without a recogniser.</summary>
    internal List<float[]> Embeddings { get; } = [];

    /// <summary>Features of each image, by feature space.</summary>
    internal IReadOnlyList<List<float[]>> Features { get; } = [.. options.FeatureSpaces.Select(_ => new List<float[]>())];

    /// <summary>Measures images against their targets.</summary>
    internal void Add(IReadOnlyList<ImageBuffer> images, IReadOnlyList<ImageBuffer> targets, Device device)
    {
        foreach (var metric in options.Metrics) _scores[metric.Name].AddRange(metric.Compute(images, targets));
        AddFeatures(images, device);
    }

    /// <summary>Collects features alone, as of the targets themselves.</summary>
    internal void AddFeatures(IReadOnlyList<ImageBuffer> images, Device device)
    {
        if (options.Recognizer is null && options.FeatureSpaces.Count == 0) return;
        using var scope = new TensorScope();
        using var gradient = no_grad();
        var batch = TensorImages.FromImages(images).to(device);
        if (options.Recognizer is { } recognizer) Embeddings.AddRange(LastFeatures(recognizer, batch));
        for (var i = 0; i < options.FeatureSpaces.Count; i++) Features[i].AddRange(LastFeatures(options.FeatureSpaces[i].Network, batch));
    }

    private static IEnumerable<float[]> LastFeatures(IFeatureNetwork network, Tensor images)
    {
        var rows = network.Features(images)[^1].flatten(1).to(ScalarType.Float32).cpu();
        var length = (int)rows.shape[1];
        return rows.data<float>().ToArray().Chunk(length);
    }
}
