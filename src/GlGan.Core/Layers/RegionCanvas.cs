using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Layers;

/// <summary>
/// Moves boxes between their own pixels and the canvas they lie on, at sub-pixel positions. Bilinear interpolation is separable, so both ways
/// are two batched matrix products with interpolation weights: differentiable in the pixels, and the same code on every device.
/// Centres are <c>[N, 2]</c> (x, y) in canvas pixels, pixel centres at integers; no gradient flows into them.
/// </summary>
public static class RegionCanvas
{
    /// <summary>Places boxes on a square canvas. Outside its box a canvas pixel repeats the nearest pixel of the box: multiply by <see cref="Mask"/>.</summary>
    /// <param name="boxes">Box pixels or features, <c>[N, C, h, w]</c>.</param>
    /// <param name="centers">Where the centres of the boxes go, <c>[N, 2]</c>.</param>
    /// <param name="size">Side of the canvas in pixels.</param>
    /// <returns>The canvas, <c>[N, C, size, size]</c>; the caller disposes it.</returns>
    public static Tensor Place(Tensor boxes, Tensor centers, int size)
    {
        TensorGuard.Shape(boxes, [TensorGuard.Any, TensorGuard.Any, TensorGuard.Any, TensorGuard.Any]);
        TensorGuard.Shape(centers, [boxes.shape[0], 2]);
        using var scope = NewDisposeScope();
        var (height, width) = (boxes.shape[2], boxes.shape[3]);
        var type = boxes.dtype.Precise();
        var canvas = ScalarMath.Indices(size, type, boxes.device);
        var rows = Weights(canvas - Start(centers, 1, height, type), height);
        var columns = Weights(canvas - Start(centers, 0, width, type), width);
        return Transport(boxes, rows, columns).MoveToOuterDisposeScope();
    }

    /// <summary>Cuts boxes out of square canvases. Beyond the border the outermost pixels repeat.</summary>
    /// <param name="canvas">Images or features, <c>[N, C, S, S]</c>.</param>
    /// <param name="centers">Centres of the boxes, <c>[N, 2]</c>.</param>
    /// <param name="height">Height of the boxes in pixels.</param>
    /// <param name="width">Width of the boxes in pixels.</param>
    /// <returns>The boxes, <c>[N, C, height, width]</c>; the caller disposes them.</returns>
    public static Tensor Crop(Tensor canvas, Tensor centers, int height, int width)
    {
        TensorGuard.Shape(canvas, [TensorGuard.Any, TensorGuard.Any, TensorGuard.Any, TensorGuard.Any]);
        TensorGuard.Shape(centers, [canvas.shape[0], 2]);
        using var scope = NewDisposeScope();
        var type = canvas.dtype.Precise();
        var rows = Weights(ScalarMath.Indices(height, type, canvas.device).Plus(Start(centers, 1, height, type)), canvas.shape[2]);
        var columns = Weights(ScalarMath.Indices(width, type, canvas.device).Plus(Start(centers, 0, width, type)), canvas.shape[3]);
        return Transport(canvas, rows, columns).MoveToOuterDisposeScope();
    }

    /// <summary>The feathered mask of a box on its canvas: 1 inside, falling linearly to 0 over the outer eighth of each side, 0 outside.</summary>
    /// <param name="centers">Centres of the boxes, <c>[N, 2]</c>.</param>
    /// <param name="height">Height of the boxes in pixels.</param>
    /// <param name="width">Width of the boxes in pixels.</param>
    /// <param name="size">Side of the canvas in pixels.</param>
    /// <param name="dtype">Type of the result.</param>
    /// <returns>The mask in [0, 1], <c>[N, 1, size, size]</c>; the caller disposes it.</returns>
    public static Tensor Mask(Tensor centers, int height, int width, int size, ScalarType dtype)
    {
        TensorGuard.Shape(centers, [TensorGuard.Any, 2]);
        using var scope = NewDisposeScope();
        var type = dtype.Precise();
        var canvas = ScalarMath.Indices(size, type, centers.device);
        var rows = Ramp(canvas - Column(centers, 1, type), height);
        var columns = Ramp(canvas - Column(centers, 0, type), width);
        return (rows.unsqueeze(2) * columns.unsqueeze(1)).unsqueeze(1).As(dtype).MoveToOuterDisposeScope();
    }

    private static Tensor Ramp(Tensor distance, int length) =>
        distance.abs().Minus((length + 1) / 2.0).Times(-1 / (length / 8.0 + 1)).Within(0, 1);

    private static Tensor Column(Tensor centers, long axis, ScalarType dtype) => centers.select(1, axis).unsqueeze(1).to(dtype);

    private static Tensor Start(Tensor centers, long axis, long length, ScalarType dtype) => Column(centers, axis, dtype).Minus((length - 1) / 2.0);

    /// <summary>Bilinear weights <c>[N, K, length]</c> of positions <c>[N, K]</c>, clamped to the valid range.</summary>
    private static Tensor Weights(Tensor positions, long length)
    {
        var grid = ScalarMath.Indices(length, positions.dtype, positions.device);
        return (positions.Within(0, length - 1).unsqueeze(2) - grid).abs().neg().Plus(1).AtLeast(0).detach();
    }

    private static Tensor Transport(Tensor source, Tensor rows, Tensor columns)
    {
        var (batch, channels, height) = (source.shape[0], source.shape[1], source.shape[2]);
        var wide = source.reshape(batch, channels * height, -1).matmul(columns.transpose(1, 2).As(source.dtype));
        return rows.unsqueeze(1).As(source.dtype).matmul(wide.reshape(batch, channels, height, -1));
    }
}
