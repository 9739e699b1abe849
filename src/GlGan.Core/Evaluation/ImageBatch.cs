using GlGan.Faces;
using GlGan.Features;
using GlGan.Imaging;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Evaluation;

/// <summary>Images that are measured, and what networks see in them, computed once for all metrics that ask.</summary>
/// <param name="images">Images of one size, at least one.</param>
/// <param name="device">Where the networks run; <see langword="null"/> for the CPU.</param>
public sealed class ImageBatch(IReadOnlyList<ImageBuffer> images, Device? device = null) : IDisposable
{
    private readonly Dictionary<IFeatureNetwork, IReadOnlyList<Tensor>> _features = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<SyntheticFaceNetwork, IReadOnlyList<FaceLandmarks>> _landmarks = new(ReferenceEqualityComparer.Instance);

    /// <summary>The images.</summary>
    public IReadOnlyList<ImageBuffer> Images => images;

    /// <summary>The features of a network, one tensor per layer; lent as long as the batch lives.</summary>
    /// <param name="network">The network, on the device of the batch; borrowed.</param>
    public IReadOnlyList<Tensor> Features(IFeatureNetwork network)
    {
        if (_features.TryGetValue(network, out var known)) return known;
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        return _features[network] = [.. network.Features(TensorImages.FromImages(images).to(device ?? CPU)).Select(feature => feature.DetachFromDisposeScope())];
    }

    /// <summary>The last features of a network, a row per image.</summary>
    internal float[][] LastFeatures(IFeatureNetwork network)
    {
        using var scope = NewDisposeScope();
        var values = Features(network)[^1].detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        return [.. values.Chunk(values.Length / images.Count)];
    }

    /// <summary>The landmarks the embedded network finds.</summary>
    internal IReadOnlyList<FaceLandmarks> Landmarks(SyntheticFaceNetwork network) =>
        _landmarks.TryGetValue(network, out var known) ? known : _landmarks[network] = network.Landmarks(images);

    /// <summary>Frees the features.</summary>
    public void Dispose()
    {
        foreach (var feature in _features.Values.SelectMany(features => features)) feature.Dispose();
    }
}
