using System.Numerics;
using GlGan.Discriminators;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Adaptive discriminator augmentation (Karras et al., NeurIPS 2020): every operation happens to every image with one probability,
/// <see cref="AugmentationDraw.Probability"/>, which the training raises while the discriminators memorise. All movements are one bilinear resampling with
/// reflected borders (two by two samples per pixel against aliasing), all colour changes one matrix per image. Differentiable any number of times.
/// </summary>
public sealed class AdaptiveAugmentation : IImageAugmentation
{
    /// <summary>Creates the augmentation.</summary>
    /// <param name="operations">Which changes to make.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is an unknown flag.</exception>
    public AdaptiveAugmentation(AdaptiveOperations operations = AdaptiveOperations.All)
    {
        if ((operations & ~AdaptiveOperations.All) != 0)
            throw new ArgumentOutOfRangeException(nameof(operations), operations, "Combine the flags of AdaptiveOperations.");
        Operations = operations;
    }

    /// <summary>Which changes it makes.</summary>
    public AdaptiveOperations Operations { get; }

    /// <inheritdoc/>
    /// <remarks>The condition is moved as its image is, and region centres go where their pixels go.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability of the draw is not in [0, 1].</exception>
    public DiscriminatorInput Apply(DiscriminatorInput input, AugmentationDraw draw)
    {
        DiscriminatorInputMap.Check(input);
        if (draw.Probability is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(draw), draw.Probability, "A probability is in [0, 1].");
        using var scope = NewDisposeScope();
        var size = input.Image.shape[3];
        var changes = Enumerable.Range(0, (int)input.Image.shape[0])
            .Select(sample => AdaptiveChange.Draw(draw, sample, Operations, size))
            .ToArray();
        Matrix3x2[] maps = [.. changes.Select(change => change.Geometry)];
        var warp = maps.All(map => map.IsIdentity) ? null : new TensorAffineWarp(maps, size, input.Image.device);
        return DiscriminatorInputMap.Apply(input, image => Recolor(Warp(image), [.. changes.Select(change => change.Color)]), Warp, Follow);

        Tensor Warp(Tensor image) => warp?.Apply(image) ?? image;

        Tensor Follow(Tensor center) => warp is null ? center : TensorAffineWarp.Move(center, maps, size);
    }

    /// <summary>Maps every pixel's colour, as a row vector (r, g, b, 1), by its image's matrix.</summary>
    internal static Tensor Recolor(Tensor images, IReadOnlyList<Matrix4x4> maps)
    {
        if (maps.All(map => map.IsIdentity)) return images;
        using var scope = NewDisposeScope();
        var entries = DeviceTraffic.Send([.. maps.SelectMany(Entries)], [maps.Count, 4, 3, 1, 1], images.device).to(images.dtype);
        // Not a matrix product: TF32 would round the colours to ten bits.
        return Enumerable.Range(0, 3)
            .Aggregate(entries.select(1, 3), (sum, channel) => sum.Plus(images.narrow(1, channel, 1) * entries.select(1, channel)))
            .MoveToOuterDisposeScope();
    }

    private static IEnumerable<float> Entries(Matrix4x4 map) =>
        [map.M11, map.M12, map.M13, map.M21, map.M22, map.M23, map.M31, map.M32, map.M33, map.M41, map.M42, map.M43];
}
