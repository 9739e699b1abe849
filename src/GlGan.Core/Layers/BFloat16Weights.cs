using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>
/// While this is open, some networks compute in bfloat16: their convolutions take their weights from here, cast once however often they are used, and what lies
/// between convolutions computes in the type it is given. Networks take float32, and what they give is float32 but for the discriminators' features. Gradients flow
/// through the cast into the float32 masters. Open it anew after an optimiser has changed the weights.
/// </summary>
internal sealed class BFloat16Weights : IDisposable
{
    private readonly IReadOnlyList<Convolution> _layers;

    // By reference: TorchSharp compares tensors by their values.
    private readonly Dictionary<Tensor, Tensor> _casts = new(ReferenceEqualityComparer.Instance);

    private BFloat16Weights(IReadOnlyList<Convolution> layers) => _layers = layers;

    /// <summary>Casts made so far.</summary>
    internal int Count { get; private set; }

    /// <summary>The layers of some networks that can compute in bfloat16.</summary>
    internal static IReadOnlyList<Convolution> LayersOf(params IEnumerable<nn.Module> networks) =>
        [.. networks.SelectMany(network => network.modules().Append(network)).OfType<Convolution>().Distinct()];

    /// <summary>Lets layers compute in bfloat16 until the result is disposed.</summary>
    internal static BFloat16Weights Begin(IReadOnlyList<Convolution> layers)
    {
        var weights = new BFloat16Weights(layers);
        foreach (var layer in layers) layer.Cast = weights;
        return weights;
    }

    /// <summary>The cast of a weight, with the way back to it where gradients are asked for; borrowed, or owned by the caller's dispose scope.</summary>
    internal Tensor Of(Tensor weight)
    {
        var wantsGradient = weight.requires_grad && is_grad_enabled();
        if (!_casts.TryGetValue(weight, out var cast) || (wantsGradient && !cast.requires_grad))
        {
            cast?.Dispose();

            // With the way back even if this pass needs none: a later one may.
            using var gradient = enable_grad();
            _casts[weight] = cast = weight.to(ScalarType.BFloat16).DetachFromDisposeScope();
            Count++;
        }

        return wantsGradient ? cast : cast.detach();
    }

    /// <summary>Lets the layers compute in float32 again, and frees the casts.</summary>
    public void Dispose()
    {
        foreach (var layer in _layers) layer.Cast = null;
        foreach (var cast in _casts.Values) cast.Dispose();
        _casts.Clear();
    }
}
