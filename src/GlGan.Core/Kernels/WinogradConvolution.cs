using GlGan.Native;
using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>
/// Convolutions of stride 1 with filters of 3×3, 4×4, 5×5 and 7×7, and of stride 2 with 4×4, of float32 on a CPU, with a quarter to two fifths of the multiplications of a
/// direct sum (<see cref="WinogradTransform"/>). Tensors have shape <c>[N, C, H, W]</c>; results have the channels of a pixel lie together. Results do not
/// depend on the number of threads. Where one is not finite, all come from libtorch: numbers at the points become infinite some hundred times earlier than sums do.
/// </summary>
internal static unsafe class WinogradConvolution
{
    private const int Block = 96, Chunk = 256, FewestKept = 4, FewestTiles = 16, MostTogether = 64;

    /// <summary>Whether this way is open for a convolution, and faster than libtorch's.</summary>
    /// <param name="input">What is to be convolved.</param>
    /// <param name="weight">The weights, <c>[coarse channels, fine channels, kernel, kernel]</c>.</param>
    /// <param name="shape">The convolution.</param>
    /// <param name="kept">Whether the filters are kept; else there must be enough tiles to transform them for.</param>
    internal static bool IsSupported(Tensor input, Tensor weight, WinogradShape shape, bool kept)
    {
        if (!shape.IsKnown || !CpuKernels.Serve(input) || !CpuKernels.Serve(weight)) return false;
        return (shape with { Images = kept ? 1 : shape.Images }).Forth().Count >= (kept ? FewestKept : FewestTiles);
    }

    /// <summary>Convolves.</summary>
    /// <param name="input">Float32 of any strides; borrowed.</param>
    /// <param name="weight">The weights; borrowed.</param>
    /// <param name="shape">The convolution.</param>
    /// <param name="back">Whether it leads from the coarse grid to the fine one.</param>
    /// <param name="filters">The weights' filters, which lead the same way; borrowed.</param>
    /// <param name="bias">One number per output, if any; borrowed.</param>
    /// <param name="rectified">Whether negative results become 0.</param>
    /// <returns>The result; the caller disposes it.</returns>
    internal static Tensor Run(Tensor input, Tensor weight, WinogradShape shape, bool back, WinogradFilters filters, Tensor? bias, bool rectified)
    {
        using var scope = NewDisposeScope();
        using var gradient = no_grad();
        var tiles = back ? shape.Back() : shape.Forth();
        var source = TensorMemory.ToChannelsLast(input);
        var result = TensorMemory.EmptyChannelsLast(source.shape[0], filters.Outputs / tiles.To.AllParts, tiles.To.Height, tiles.To.Width, source.dtype, source.device);
        float* from = TensorMemory.Of(source), to = TensorMemory.Of(result), offset = bias is null ? null : TensorMemory.Of(bias);
        if (!Run(tiles, from, filters, to, offset, rectified ? 0 : float.NegativeInfinity))
        {
            result = Direct(input, weight, bias, shape, back);
            if (rectified) result.relu_();
        }

        return result.MoveToOuterDisposeScope();
    }

    /// <summary>The same by libtorch's operators, through which gradients flow.</summary>
    internal static Tensor Direct(Tensor input, Tensor weight, Tensor? bias, WinogradShape shape, bool back)
    {
        long[] stride = [shape.Stride, shape.Stride], padding = [shape.Padding, shape.Padding];
        return back
            ? nn.functional.conv_transpose2d(input, weight, bias, stride, padding, [shape.HeightLeft, shape.WidthLeft])
            : nn.functional.conv2d(input, weight, bias, stride, padding);
    }

    /// <summary>The gradient of the weights.</summary>
    /// <param name="fine">Images, or gradients, on the fine grid; borrowed.</param>
    /// <param name="coarse">Gradients, or images, on the coarse grid; borrowed.</param>
    /// <param name="weight">The weights, for their shape and strides; borrowed.</param>
    /// <param name="shape">The convolution.</param>
    /// <returns>Gradients of the weights; the caller disposes them.</returns>
    internal static Tensor WeightGradient(Tensor fine, Tensor coarse, Tensor weight, WinogradShape shape)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        var (source, upper, tiles) = (TensorMemory.ToChannelsLast(fine), TensorMemory.ToChannelsLast(coarse), shape.Forth());
        int channels = (int)source.shape[1], outputs = (int)upper.shape[1];
        int rows = WinogradTiles.Padded(channels * tiles.From.AllParts, TileProduct.Rows), columns = WinogradTiles.Padded(outputs, TileProduct.Columns), workers = get_num_threads();
        int chunk = Math.Min(Chunk, tiles.Count), left = WinogradTiles.Row(rows);
        nint leftStride = WinogradTiles.PointStride(chunk, left), panelStride = chunk * TileProduct.Columns;
        nint rightStride = WinogradTiles.PointStride(chunk, columns);
        using var values = new FloatBuffer(WinogradTransform.Points * leftStride);
        using var products = new FloatBuffer(WinogradTransform.Points * rightStride);
        float* from = TensorMemory.Of(source), above = TensorMemory.Of(upper), v = values.Start, m = products.Start;
        var result = empty_like(weight, requires_grad: false);
        var gradients = new FilterGradients(result, shape);
        if (tiles.Count <= MostTogether)
        {
            LoadBoth(0, tiles.Count);
            return Collected(panel => CollectPanel(gradients, v, left, leftStride, m + panel * panelStride, rightStride, tiles.Count, panel));
        }

        nint sumStride = WinogradTiles.PointStride(rows, columns);
        using var sums = new FloatBuffer(WinogradTransform.Points * sumStride);
        var sum = sums.Start;
        for (var start = 0; start < tiles.Count; start += chunk)
        {
            var (first, many) = (start, Math.Min(chunk, tiles.Count - start));
            LoadBoth(first, many);
            TorchWorkers.For(WinogradTransform.Points, point =>
            {
                for (var tile = 0; tile < many; tile += Block)
                    for (var column = 0; column < columns; column += TileProduct.Columns)
                        for (var row = 0; row < rows; row += TileProduct.Rows)
                            TileProduct.Run(
                                v + point * leftStride + (nint)tile * left + row, 1, left,
                                m + point * rightStride + column / TileProduct.Columns * panelStride + tile * TileProduct.Columns, TileProduct.Columns,
                                Math.Min(Block, many - tile), sum + point * sumStride + (nint)column * rows + row * TileProduct.Columns, TileProduct.Columns,
                                add: first + tile > 0, rows - row);
            });
        }

        return Collected(panel => gradients.Collect(sum + (nint)panel * rows * TileProduct.Columns, sumStride, panel * TileProduct.Columns, 0, gradients.Inputs));

        Tensor Collected(Func<int, bool> collect)
        {
            var finite = true;
            TorchWorkers.For(columns / TileProduct.Columns, panel =>
            {
                if (!collect(panel)) finite = false;
            });
            return (finite ? result : DirectWeightGradient(fine, coarse, shape)).MoveToOuterDisposeScope();
        }

        void LoadBoth(int first, int many) => TorchWorkers.For(Pieces(many, workers), piece =>
        {
            var (begin, length) = Piece(piece, many, workers);
            tiles.Load(from, channels, first + begin, length, v + (nint)begin * left, left, leftStride);
            tiles.LoadGradients(above, outputs, first + begin, length, m + begin * TileProduct.Columns, panelStride, rightStride);
        });
    }

    /// <summary>The same by libtorch's operators, through which gradients flow: it is itself a convolution, of the fine images with the coarse ones.</summary>
    internal static Tensor DirectWeightGradient(Tensor fine, Tensor coarse, WinogradShape shape)
    {
        var sums = nn.functional.conv2d(fine.transpose(0, 1), coarse.transpose(0, 1), null, [1, 1], [shape.Padding, shape.Padding], [shape.Stride, shape.Stride]);
        return sums.narrow(2, 0, shape.Kernel).narrow(3, 0, shape.Kernel).transpose(0, 1);
    }

    // Few tiles: the sums of some filters at a time, which stay in the cache.
    private static bool CollectPanel(FilterGradients gradients, float* values, int left, nint leftStride, float* products, nint rightStride, int tiles, int panel)
    {
        nint pointStride = TileProduct.Rows * TileProduct.Columns;
        var finite = true;
        using var buffer = new FloatBuffer(WinogradTransform.Points * pointStride);
        for (var input = 0; input < gradients.Inputs; input += TileProduct.Rows)
        {
            var count = Math.Min(TileProduct.Rows, gradients.Inputs - input);
            for (var point = 0; point < WinogradTransform.Points; point++)
                TileProduct.Run(
                    values + point * leftStride + input, 1, left, products + point * rightStride, TileProduct.Columns, tiles,
                    buffer.Start + point * pointStride, TileProduct.Columns, add: false, count);
            finite &= gradients.Collect(buffer.Start, pointStride, panel * TileProduct.Columns, input, count);
        }

        return finite;
    }

    private static bool Run(WinogradTiles tiles, float* from, WinogradFilters filters, float* to, float* bias, float floor)
    {
        var workers = get_num_threads();
        return tiles.Count <= Block * workers ? RunTogether(tiles, from, filters, to, bias, floor, workers) : RunApart(tiles, from, filters, to, bias, floor, workers);
    }

    // Many tiles: each worker takes blocks of them through all points, so that they stay in its cache.
    private static bool RunApart(WinogradTiles tiles, float* from, WinogradFilters filters, float* to, float* bias, float floor, int workers)
    {
        int left = WinogradTiles.Row(filters.Inputs), right = filters.PaddedOutputs;
        var rounds = (tiles.Count + Block * workers - 1) / (Block * workers);
        var block = WinogradTiles.Padded((tiles.Count + rounds * workers - 1) / (rounds * workers), TileProduct.Rows);
        nint leftStride = WinogradTiles.PointStride(block, left), rightStride = WinogradTiles.PointStride(block, right);
        var finite = true;
        TorchWorkers.For((tiles.Count + block - 1) / block, piece =>
        {
            int first = piece * block, count = Math.Min(block, tiles.Count - first);
            using var values = new FloatBuffer(WinogradTransform.Points * leftStride);
            using var products = new FloatBuffer(WinogradTransform.Points * rightStride);
            tiles.Load(from, filters.Inputs / tiles.From.AllParts, first, count, values.Start, left, leftStride);
            for (var point = 0; point < WinogradTransform.Points; point++)
                Multiply(values.Start + point * leftStride, left, filters, point, products.Start + point * rightStride, right, count);
            if (!tiles.Store(products.Start, right, rightStride, first, count, to, filters.Outputs / tiles.To.AllParts, bias, floor)) finite = false;
        });
        return finite;
    }

    // Few tiles: the workers share the points, so that the filters, which are many then, are read once.
    private static bool RunTogether(WinogradTiles tiles, float* from, WinogradFilters filters, float* to, float* bias, float floor, int workers)
    {
        int left = WinogradTiles.Row(filters.Inputs), right = filters.PaddedOutputs, padded = WinogradTiles.Padded(tiles.Count, TileProduct.Rows);
        nint leftStride = WinogradTiles.PointStride(padded, left), rightStride = WinogradTiles.PointStride(padded, right);
        using var values = new FloatBuffer(WinogradTransform.Points * leftStride);
        using var products = new FloatBuffer(WinogradTransform.Points * rightStride);
        float* v = values.Start, m = products.Start;
        var finite = true;
        TorchWorkers.For(Pieces(tiles.Count, workers), piece =>
        {
            var (first, count) = Piece(piece, tiles.Count, workers);
            tiles.Load(from, filters.Inputs / tiles.From.AllParts, first, count, v + (nint)first * left, left, leftStride);
        });
        TorchWorkers.For(WinogradTransform.Points, point => Multiply(v + point * leftStride, left, filters, point, m + point * rightStride, right, tiles.Count));
        TorchWorkers.For(Pieces(tiles.Count, workers), piece =>
        {
            var (first, count) = Piece(piece, tiles.Count, workers);
            if (!tiles.Store(m + (nint)first * right, right, rightStride, first, count, to, filters.Outputs / tiles.To.AllParts, bias, floor)) finite = false;
        });
        return finite;
    }

    private static void Multiply(float* values, int left, WinogradFilters filters, int point, float* products, int right, int count)
    {
        for (var panel = 0; panel < right / TileProduct.Columns; panel++)
            for (var row = 0; row < count; row += TileProduct.Rows)
                TileProduct.Run(
                    values + (nint)row * left, left, 1, filters.Panel(point, panel), TileProduct.Columns, filters.Inputs,
                    products + (nint)row * right + panel * TileProduct.Columns, right, add: false, count - row);
    }
    private static int Pieces(int count, int workers) => Math.Min(count, 2 * workers);

    private static (int Begin, int Length) Piece(int piece, int count, int workers)
    {
        var pieces = Pieces(count, workers);
        var begin = piece * count / pieces;
        return (begin, (piece + 1) * count / pieces - begin);
    }
}
