using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GlGan.Runtime;
using static TorchSharp.torch;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>
/// The filters of a convolution at the 36 points of a tile, packed as <see cref="TileProduct"/> reads them:
/// <c>[36, outputs / 16, inputs, 16]</c>, with zeros for outputs that do not exist.
/// </summary>
internal sealed unsafe class WinogradFilters : IDisposable
{
    private readonly FloatBuffer _packed;

    /// <summary>Transforms filters.</summary>
    /// <param name="weight">Float32 weights <c>[coarse channels, fine channels, kernel, kernel]</c>, of any strides; borrowed.</param>
    /// <param name="shape">The convolution; grids of other sizes can take the same filters.</param>
    /// <param name="back">Whether they are to lead from the coarse grid to the fine one, as those of transposed convolutions do.</param>
    internal WinogradFilters(Tensor weight, WinogradShape shape, bool back)
    {
        var view = new FilterView(weight, shape, back);
        (Inputs, Outputs, Taps) = (view.Inputs, view.Outputs, view.Taps);
        _packed = new FloatBuffer(WinogradTransform.Points * PointStride);
        TorchWorkers.For(PaddedOutputs / TileProduct.Columns, panel => Pack(view, panel));
    }

    internal int Inputs { get; }

    internal int Outputs { get; }

    internal int Taps { get; }

    internal int PaddedOutputs => WinogradTiles.Padded(Outputs, TileProduct.Columns);

    private nint PointStride => WinogradTiles.PointStride(Inputs, PaddedOutputs);

    /// <summary>The filters of 16 outputs at one point, <c>[inputs, 16]</c>.</summary>
    internal float* Panel(int point, int panel) => _packed.Start + point * PointStride + (long)panel * Inputs * TileProduct.Columns;

    /// <inheritdoc/>
    public void Dispose() => _packed.Dispose();

    /// <summary>The adjoint of the transform forth: adds up, for weights, what gradients at the points say.</summary>
    /// <param name="points">Gradients <c>[36, inputs, outputs]</c>, rows of <paramref name="row"/> numbers and points of <paramref name="pointStride"/>.</param>
    /// <param name="row">Numbers from one input to the next.</param>
    /// <param name="pointStride">Numbers from one point to the next.</param>
    /// <param name="gradient">Gets the gradients, in the shape of the weights.</param>
    /// <param name="shape">The convolution.</param>
    internal static void Collect(float* points, int row, nint pointStride, Tensor gradient, WinogradShape shape)
    {
        var view = new FilterView(gradient, shape, back: false);
        var panels = WinogradTiles.Padded(view.Outputs, TileProduct.Columns) / TileProduct.Columns;
        TorchWorkers.For(panels, panel => Collect(points, row, pointStride, view, panel * TileProduct.Columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Collect(float* points, int row, nint pointStride, FilterView view, int output)
    {
        var taps = view.Taps;
        var transform = stackalloc float[WinogradTransform.Side * taps];
        WinogradTransform.Filter(taps, new Span<float>(transform, WinogradTransform.Side * taps));
        var rows = stackalloc Vector[WinogradTransform.Side * taps];
        var filter = stackalloc float[taps * taps * TileProduct.Columns];
        var lanes = Math.Min(TileProduct.Columns, view.Outputs - output);
        for (var input = 0; input < view.Inputs; input++)
        {
            for (var half = 0; half < TileProduct.Columns; half += Vector.Count)
            {
                var source = points + (long)input * row + output + half;
                for (var y = 0; y < WinogradTransform.Side; y++)
                    for (var tap = 0; tap < taps; tap++)
                    {
                        var sum = Vector.Zero;
                        for (var x = 0; x < WinogradTransform.Side; x++)
                            sum = Vector256.FusedMultiplyAdd(Vector256.Create(transform[x * taps + tap]), Vector256.Load(source + (y * WinogradTransform.Side + x) * pointStride), sum);
                        rows[y * taps + tap] = sum;
                    }

                for (var v = 0; v < taps; v++)
                    for (var u = 0; u < taps; u++)
                    {
                        var sum = Vector.Zero;
                        for (var y = 0; y < WinogradTransform.Side; y++) sum = Vector256.FusedMultiplyAdd(Vector256.Create(transform[y * taps + v]), rows[y * taps + u], sum);
                        sum.Store(filter + (v * taps + u) * TileProduct.Columns + half);
                    }
            }

            for (var lane = 0; lane < lanes; lane++)
            {
                var target = view.At(output + lane, input, out var down, out var across);
                for (var v = 0; v < down; v++)
                    for (var u = 0; u < across; u++) target[v * view.Down + u * view.Right] = filter[(v * taps + u) * TileProduct.Columns + lane];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(FilterView view, int panel)
    {
        var taps = Taps;
        var transform = stackalloc float[WinogradTransform.Side * taps];
        WinogradTransform.Filter(taps, new Span<float>(transform, WinogradTransform.Side * taps));
        var filter = stackalloc float[taps * taps * TileProduct.Columns];
        var rows = stackalloc Vector[2 * WinogradTransform.Side * taps];
        var (first, outputs) = (panel * TileProduct.Columns, Math.Min(TileProduct.Columns, Outputs - panel * TileProduct.Columns));
        var pointStride = PointStride;
        for (var input = 0; input < Inputs; input++)
        {
            new Span<float>(filter, taps * taps * TileProduct.Columns).Clear();
            for (var lane = 0; lane < outputs; lane++)
            {
                var source = view.At(first + lane, input, out var down, out var across);
                for (var v = 0; v < down; v++)
                    for (var u = 0; u < across; u++) filter[(v * taps + u) * TileProduct.Columns + lane] = source[v * view.Down + u * view.Right];
            }

            for (var y = 0; y < WinogradTransform.Side; y++)
                for (var u = 0; u < taps; u++)
                {
                    Vector left = Vector.Zero, right = Vector.Zero;
                    for (var v = 0; v < taps; v++)
                    {
                        var factor = Vector256.Create(transform[y * taps + v]);
                        var source = filter + (v * taps + u) * TileProduct.Columns;
                        left = Vector256.FusedMultiplyAdd(factor, Vector256.Load(source), left);
                        right = Vector256.FusedMultiplyAdd(factor, Vector256.Load(source + Vector.Count), right);
                    }

                    rows[2 * (y * taps + u)] = left;
                    rows[2 * (y * taps + u) + 1] = right;
                }

            // A whole line of the cache per point: its 36 addresses lie far apart.
            var target = Panel(0, panel) + (long)input * TileProduct.Columns;
            for (var y = 0; y < WinogradTransform.Side; y++)
                for (var x = 0; x < WinogradTransform.Side; x++, target += pointStride)
                {
                    Vector left = Vector.Zero, right = Vector.Zero;
                    for (var u = 0; u < taps; u++)
                    {
                        var factor = Vector256.Create(transform[x * taps + u]);
                        left = Vector256.FusedMultiplyAdd(factor, rows[2 * (y * taps + u)], left);
                        right = Vector256.FusedMultiplyAdd(factor, rows[2 * (y * taps + u) + 1], right);
                    }

                    left.Store(target);
                    right.Store(target + Vector.Count);
                }
        }
    }
}
