using System.Numerics;
using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Training;

/// <summary>
/// Resamples square images, each through an affine map of its own, with reflected borders. Every pixel is the mean of four bilinear samples from
/// the image with its pixels doubled: shifts are plain bilinear interpolation, maps of pixels onto pixels are exact, and shrinking to a half does not alias.
/// Built from gathers, because the grid sampler of libtorch has no second derivative, which gradient penalties need. Its tensors belong to the scope
/// it is made in.
/// </summary>
internal sealed class TensorAffineWarp
{
    private readonly long _size;
    private readonly (Tensor Index, Tensor Weight)[] _corners;

    /// <summary>Prepares the maps.</summary>
    /// <param name="maps">Where a point of each image goes, in pixels from the image's centre.</param>
    /// <param name="size">Side of the images.</param>
    /// <param name="device">Device of the images.</param>
    internal TensorAffineWarp(IReadOnlyList<Matrix3x2> maps, long size, Device device)
    {
        using var scope = NewDisposeScope();
        _size = size;
        var grid = ScalarMath.Indices(2 * size, ScalarType.Float32, device).Minus(size - 0.5).Times(0.5);
        var (x, y) = Move(grid.view(1, 1, -1), grid.view(1, -1, 1), [.. maps.Select(Inverse)]);
        var (left, right, toRight) = Neighbours(x);
        var (above, below, toBelow) = Neighbours(y);
        _corners =
        [
            Corner(above, left, toBelow.neg().Plus(1) * toRight.neg().Plus(1)),
            Corner(above, right, toBelow.neg().Plus(1) * toRight),
            Corner(below, left, toBelow * toRight.neg().Plus(1)),
            Corner(below, right, toBelow * toRight),
        ];
    }

    /// <summary>The warped images, <c>[N, C, S, S]</c>.</summary>
    internal Tensor Apply(Tensor images)
    {
        using var scope = NewDisposeScope();
        var (batch, channels) = (images.shape[0], images.shape[1]);
        var pixels = images.reshape(batch, channels, _size * _size);
        var samples = _corners
            .Select(corner => pixels.gather(2, corner.Index.expand(batch, channels, -1)) * corner.Weight.to(images.dtype))
            .Aggregate((sum, next) => sum.Plus(next));
        return nn.functional.avg_pool2d(samples.view(batch, channels, 2 * _size, 2 * _size), 2).MoveToOuterDisposeScope();
    }

    /// <summary>Where points <c>[N, 2]</c> (x, y), in pixels from the first pixel's centre, go.</summary>
    internal static Tensor Move(Tensor points, IReadOnlyList<Matrix3x2> maps, long size)
    {
        using var scope = NewDisposeScope();
        var middle = (size - 1) / 2.0;
        var (x, y) = Move(points.select(1, 0).view(-1, 1, 1).Minus(middle), points.select(1, 1).view(-1, 1, 1).Minus(middle), maps);
        return cat([x, y], 1).squeeze(2).Plus(middle).to(points.dtype).MoveToOuterDisposeScope();
    }

    // Not a matrix product: TF32 would round coordinates to a thousandth of the image.
    private static (Tensor X, Tensor Y) Move(Tensor x, Tensor y, IReadOnlyList<Matrix3x2> maps)
    {
        return (
            (x * Entry(map => map.M11)).Plus(y * Entry(map => map.M21)).Plus(Entry(map => map.M31)),
            (x * Entry(map => map.M12)).Plus(y * Entry(map => map.M22)).Plus(Entry(map => map.M32)));

        Tensor Entry(Func<Matrix3x2, float> entry) => DeviceTraffic.Send([.. maps.Select(entry)], [maps.Count, 1, 1], x.device);
    }

    private static Matrix3x2 Inverse(Matrix3x2 map) =>
        Matrix3x2.Invert(map, out var inverse) ? inverse : throw new ArgumentException("An augmentation squeezed an image to a line.", nameof(map));

    /// <summary>The pixels on both sides of a coordinate, and how far it lies from the first to the second, 0 to 1.</summary>
    private (Tensor First, Tensor Second, Tensor Share) Neighbours(Tensor coordinate)
    {
        var doubled = coordinate.Times(2).Plus(_size - 0.5);
        var first = doubled.floor();
        return (Reflected(first), Reflected(first.Plus(1)), doubled - first);
    }

    /// <summary>The image's pixel of a pixel of the doubled and endlessly mirrored image.</summary>
    private Tensor Reflected(Tensor doubled)
    {
        var period = doubled.Modulo(4 * _size);
        return period.minimum(period.neg().Plus(4 * _size - 1)).Times(0.5).floor();
    }

    private (Tensor Index, Tensor Weight) Corner(Tensor row, Tensor column, Tensor weight) => (
        row.Times(_size).Plus(column).to(ScalarType.Int64).flatten(1).unsqueeze(1).MoveToOuterDisposeScope(),
        weight.flatten(1).unsqueeze(1).MoveToOuterDisposeScope());
}
