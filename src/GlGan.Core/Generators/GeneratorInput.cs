using static TorchSharp.torch;

namespace GlGan.Generators;

/// <summary>What a GL-GAN generator reads: the whole image, one crop per region, and where each region goes on the result.</summary>
public sealed class GeneratorInput : IDisposable
{
    /// <summary>Takes ownership of the tensors.</summary>
    /// <param name="global">The whole image, float in [-1, 1], <c>[N, 3, S, S]</c>.</param>
    /// <param name="local">Crop of each region by name, float in [-1, 1], <c>[N, 3, h, w]</c>.</param>
    /// <param name="placement">Centre of each region on the result by name, <c>[N, 2]</c> (x, y) in pixels, pixel centres at integers.</param>
    /// <exception cref="ArgumentException">Crops and placements are not for the same regions.</exception>
    public GeneratorInput(Tensor global, IReadOnlyDictionary<string, Tensor> local, IReadOnlyDictionary<string, Tensor> placement)
    {
        ArgumentNullException.ThrowIfNull(global);
        ArgumentNullException.ThrowIfNull(local);
        ArgumentNullException.ThrowIfNull(placement);
        if (!local.Keys.ToHashSet().SetEquals(placement.Keys))
            throw new ArgumentException($"Crops are for [{string.Join(", ", local.Keys)}] but placements for [{string.Join(", ", placement.Keys)}].", nameof(placement));
        (Global, Local, Placement) = (global, local, placement);
    }

    /// <summary>The whole image, <c>[N, 3, S, S]</c>.</summary>
    public Tensor Global { get; }

    /// <summary>Crop of each region, <c>[N, 3, h, w]</c>.</summary>
    public IReadOnlyDictionary<string, Tensor> Local { get; }

    /// <summary>Centre of each region on the result, <c>[N, 2]</c> (x, y).</summary>
    public IReadOnlyDictionary<string, Tensor> Placement { get; }

    /// <summary>
    /// The geometric prior, for generators that compose their image with one (<see cref="OutputComposition"/>): its image, float in [-1, 1], then how much of a pixel was seen
    /// and how much is the other half of the face mirrored, in [0, 1]; <c>[N, 5, S, S]</c>.
    /// </summary>
    public Tensor? Prior { get; init; }

    /// <summary>Number of images in the batch.</summary>
    public long Count => Global.shape[0];

    /// <summary>A copy on another device or of another floating-point type; the caller disposes it.</summary>
    public GeneratorInput To(Device device, ScalarType dtype) => new(
        Global.to(dtype, device, copy: true),
        Local.ToDictionary(crop => crop.Key, crop => crop.Value.to(dtype, device, copy: true)),
        Placement.ToDictionary(center => center.Key, center => center.Value.to(dtype, device, copy: true)))
    {
        Prior = Prior?.to(dtype, device, copy: true),
    };

    /// <summary>Frees all tensors.</summary>
    public void Dispose()
    {
        Global.Dispose();
        Prior?.Dispose();
        foreach (var tensor in Local.Values.Concat(Placement.Values)) tensor.Dispose();
    }
}
