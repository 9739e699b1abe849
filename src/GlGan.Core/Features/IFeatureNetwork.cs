using static TorchSharp.torch;

namespace GlGan.Features;

/// <summary>
/// A fixed network that turns images into features to compare them by: VGG for perceptual losses, a face recogniser for identity. The features can be
/// differentiated by the images; the network's own weights never change.
/// </summary>
public interface IFeatureNetwork
{
    /// <summary>Computes the features of a batch.</summary>
    /// <param name="images">Images, float in [-1, 1], <c>[N, 3, S, S]</c>. Borrowed.</param>
    /// <returns>Feature maps <c>[N, C, h, w]</c> or vectors <c>[N, C]</c>, one per layer, the last one last, at least one; the caller disposes them.</returns>
    IReadOnlyList<Tensor> Features(Tensor images);
}
