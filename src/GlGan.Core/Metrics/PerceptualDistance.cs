using GlGan.Features;
using GlGan.Imaging;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Metrics;

/// <summary>
/// How different two images look to a feature network, by the formula of LPIPS (Zhang et al., CVPR 2018, <c>lpips.py</c> 0.1):
/// <c>Σ_layers mean_positions Σ_channels weight · (φ(first)/‖φ(first)‖ − φ(second)/‖φ(second)‖)²</c>, where each position's channels are scaled to length 1.
/// It is LPIPS only with the network (which standardises its input) and the channel weights that LPIPS publishes: with others, compare its values only with
/// each other.
/// </summary>
public sealed class PerceptualDistance
{
    /// <summary>Keeps a position without any response finite, as in LPIPS.</summary>
    private const double SmallestLength = 1e-10;

    private readonly IFeatureNetwork _network;
    private readonly double[][]? _weights;

    /// <summary>Creates the metric.</summary>
    /// <param name="network">The network; borrowed.</param>
    /// <param name="weights">
    /// One list per layer the network gives, with one weight per channel, not negative: the 1×1 convolutions of LPIPS. <see langword="null"/> weighs
    /// every channel 1, LPIPS's "baseline".
    /// </param>
    /// <exception cref="ArgumentException">A weight is negative or not finite.</exception>
    public PerceptualDistance(IFeatureNetwork network, IReadOnlyList<IReadOnlyList<double>>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        for (var layer = 0; layer < weights?.Count; layer++)
        {
            if (!weights[layer].All(weight => weight >= 0 && double.IsFinite(weight)))
                throw new ArgumentException($"The weights of layer {layer} must be finite and not negative.", nameof(weights));
        }

        (_network, _weights) = (network, weights?.Select(layer => layer.ToArray()).ToArray());
    }

    /// <summary>Compares images pair by pair with a network that runs on the CPU.</summary>
    /// <param name="first">Images.</param>
    /// <param name="second">As many, each of the size of its partner.</param>
    /// <returns>One number per pair, 0 for equal images, not negative.</returns>
    /// <exception cref="ArgumentException">The counts or sizes differ.</exception>
    /// <exception cref="InvalidOperationException">The weights do not fit the network.</exception>
    public double[] Compute(IReadOnlyList<ImageBuffer> first, IReadOnlyList<ImageBuffer> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
            throw new ArgumentException($"Both need the same number of images; got {first.Count} and {second.Count}.", nameof(second));
        return [.. first.Zip(second, Compute)];
    }

    /// <summary>Compares two batches, image by image.</summary>
    /// <param name="first">Images, float in [-1, 1], <c>[N, 3, H, W]</c>, on the network's device. Borrowed.</param>
    /// <param name="second">The same for the other side. Borrowed.</param>
    /// <returns>N numbers, 0 for equal images, not negative.</returns>
    /// <exception cref="ArgumentException">The shapes differ or are others.</exception>
    /// <exception cref="InvalidOperationException">The weights do not fit the network.</exception>
    public double[] Compute(Tensor first, Tensor second)
    {
        TensorGuard.Shape(first, [TensorGuard.Any, 3, TensorGuard.Any, TensorGuard.Any]);
        TensorGuard.SameShape(second, first);
        using var scope = NewDisposeScope();
        using var constant = no_grad();
        return Compute(_network.Features(first), _network.Features(second));
    }

    /// <summary>Compares features of the network.</summary>
    internal double[] Compute(IReadOnlyList<Tensor> left, IReadOnlyList<Tensor> right)
    {
        using var scope = NewDisposeScope();
        if (_weights is not null && _weights.Length != left.Count)
            throw new InvalidOperationException($"There are weights for {_weights.Length} layers, but the network gives {left.Count}.");
        var layers = left.Select((features, layer) => Layer(features, right[layer], layer));
        return [.. layers.Aggregate((sum, next) => sum.Plus(next)).cpu().data<double>()];
    }

    private double Compute(ImageBuffer first, ImageBuffer second)
    {
        ImagePair.RequireSameSize(first, second);
        using var left = TensorImages.FromImages([first]);
        using var right = TensorImages.FromImages([second]);
        return Compute(left, right)[0];
    }

    private Tensor Layer(Tensor first, Tensor second, int layer)
    {
        using var scope = NewDisposeScope();
        var difference = Directions(first).sub(Directions(second)).Squared();
        if (_weights is not null) difference = difference.mul(PerChannel(_weights[layer], layer, difference));
        return difference.sum(1).mean([1], type: ScalarType.Float64).MoveToOuterDisposeScope();
    }

    /// <summary>The features as <c>[N, C, positions]</c>, each position's channels scaled to length 1.</summary>
    private static Tensor Directions(Tensor features)
    {
        var positions = features.reshape(features.shape[0], features.shape[1], -1);
        return positions.div(positions.Squared().sum(1, keepdim: true).sqrt().Plus(SmallestLength));
    }

    private static Tensor PerChannel(double[] weights, int layer, Tensor features) => weights.Length == features.shape[1]
        ? tensor(weights, [1, weights.Length, 1], dtype: features.dtype, device: features.device)
        : throw new InvalidOperationException($"Layer {layer} has {features.shape[1]} channels, but there are {weights.Length} weights for it.");
}
