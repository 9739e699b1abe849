using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Features;

/// <summary>
/// The Inception network of FID, KID and the inception score, from a TorchScript file of the user's. It is the network of 2015 that TensorFlow published
/// (<c>inception-2015-12-05</c>): torchvision's InceptionV3, which TorchSharp has too, has other weights and other pooling, and gives other scores. Its <c>forward</c> takes the
/// prepared images and returns the features <c>[N, 2048]</c>, or for the inception score the logits <c>[N, 1008]</c>. For measuring only: images are quantised to
/// 8 bits as in files, so there is no gradient.
/// </summary>
public sealed class InceptionFeatureNetwork : IFeatureNetwork, IDisposable
{
    private readonly TorchScriptFeatureNetwork _network;
    private readonly InceptionResize _resize;

    /// <summary>Loads the network.</summary>
    /// <param name="path">TorchScript file.</param>
    /// <param name="resize">How images are prepared for it.</param>
    /// <param name="device">Where it runs, and where its images must be; <see langword="null"/> for the CPU.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not TorchScript, or this version of libtorch cannot read it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such way to resize.</exception>
    public InceptionFeatureNetwork(string path, InceptionResize resize = InceptionResize.Clean, Device? device = null)
    {
        if (!Enum.IsDefined(resize)) throw new ArgumentOutOfRangeException(nameof(resize), resize, "Unknown way to resize.");
        (_resize, _network) = (resize, new TorchScriptFeatureNetwork(path, device: device));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The network fails on these images, or gives something else than tensors.</exception>
    public IReadOnlyList<Tensor> Features(Tensor images)
    {
        TensorGuard.Shape(images, [TensorGuard.Any, 3, TensorGuard.Any, TensorGuard.Any]);
        using var gradients = no_grad();
        using var input = InceptionInput.Prepare(images, _resize);
        return _network.Features(input);
    }

    /// <summary>Frees the network.</summary>
    public void Dispose() => _network.Dispose();
}
