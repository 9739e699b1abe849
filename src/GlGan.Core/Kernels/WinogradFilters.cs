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
    /// <param name="points">Gradients <c>[36, outputs / 16, inputs, 16]</c>.</param>
    /// <param name="panelStride">Numbers from 16 outputs to the next.</param>
    /// <param name="pointStride">Numbers from one point to the next.</param>
    /// <param name="gradient">Gets the gradients, in the shape of the weights.</param>
    /// <param name="shape">The convolution.</param>
    internal static void Collect(float* points, nint panelStride, nint pointStride, Tensor gradient, WinogradShape shape)
    {
        var view = new FilterView(gradient, shape, back: false);
        var panels = WinogradTiles.Padded(view.Outputs, TileProduct.Columns) / TileProduct.Columns;
        TorchWorkers.For(panels, panel => Collect(points + panel * panelStride, pointStride, view, panel * TileProduct.Columns));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Collect(float* points, nint pointStride, FilterView view, int output)
    {
        var taps = view.Taps;
        var transform = stackalloc float[WinogradTransform.Side * taps];
        WinogradTransform.Filter(taps, new Span<float>(transform, WinogradTransform.Side * taps));
        var rows = stackalloc Vector[WinogradTransform.Side * taps];
        var filter = stackalloc float[taps * taps * TileProduct.Columns];
        var lanes = Math.Min(TileProduct.Columns, view.Outputs - output);
        var targets = stackalloc nint[TileProduct.Columns];
        int down = 0, across = 0;
        for (var input = 0; input < view.Inputs; input++, points += TileProduct.Columns)
        {
            if (input % view.Group == 0)
                for (var lane = 0; lane < lanes; lane++) targets[lane] = (nint)view.At(output + lane, input, out down, out across);
            for (var half = 0; half < TileProduct.Columns; half += Vector.Count)
            {
                var source = points + half;
                for (var y = 0; y < WinogradTransform.Side; y++, source += WinogradTransform.Side * pointStride)
                {
                    Vector p0 = Vector256.Load(source), p1 = Vector256.Load(source + pointStride), p2 = Vector256.Load(source + 2 * pointStride);
                    Vector p3 = Vector256.Load(source + 3 * pointStride), p4 = Vector256.Load(source + 4 * pointStride), p5 = Vector256.Load(source + 5 * pointStride);
                    for (var tap = 0; tap < taps; tap++)
                        rows[y * taps + tap] = Sum(transform + tap, taps, p0, p1, p2, p3, p4, p5);
                }

                for (var u = 0; u < taps; u++)
                    for (var v = 0; v < taps; v++)
                        Sum(transform + v, taps, rows[u], rows[taps + u], rows[2 * taps + u], rows[3 * taps + u], rows[4 * taps + u], rows[5 * taps + u])
                            .Store(filter + (v * taps + u) * TileProduct.Columns + half);
            }

            for (var lane = 0; lane < lanes; lane++)
            {
                var target = (float*)targets[lane];
                for (var v = 0; v < down; v++)
                    for (var u = 0; u < across; u++) target[v * view.Down + u * view.Right] = filter[(v * taps + u) * TileProduct.Columns + lane];
                targets[lane] += view.InputStep * sizeof(float);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Sum(float* factors, int step, Vector p0, Vector p1, Vector p2, Vector p3, Vector p4, Vector p5)
    {
        var even = Vector256.FusedMultiplyAdd(Vector256.Create(factors[2 * step]), p2, Vector256.Create(factors[0]) * p0);
        var odd = Vector256.FusedMultiplyAdd(Vector256.Create(factors[3 * step]), p3, Vector256.Create(factors[step]) * p1);
        even = Vector256.FusedMultiplyAdd(Vector256.Create(factors[4 * step]), p4, even);
        return even + Vector256.FusedMultiplyAdd(Vector256.Create(factors[5 * step]), p5, odd);
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
        var sources = stackalloc nint[TileProduct.Columns];
        int down = 0, across = 0;
        for (var input = 0; input < Inputs; input++)
        {
            if (input % view.Group == 0)
            {
                new Span<float>(filter, taps * taps * TileProduct.Columns).Clear();
                for (var lane = 0; lane < outputs; lane++) sources[lane] = (nint)view.At(first + lane, input, out down, out across);
            }

            for (var v = 0; v < down; v++)
                for (var u = 0; u < across; u++)
                {
                    var target = filter + (v * taps + u) * TileProduct.Columns;
                    var offset = v * view.Down + u * view.Right;
                    for (var lane = 0; lane < outputs; lane++) target[lane] = ((float*)sources[lane])[offset];
                }

            for (var lane = 0; lane < outputs; lane++) sources[lane] += view.InputStep * sizeof(float);

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
            var point = Panel(0, panel) + (long)input * TileProduct.Columns;
            for (var y = 0; y < WinogradTransform.Side; y++)
                for (var x = 0; x < WinogradTransform.Side; x++, point += pointStride)
                {
                    Vector left = Vector.Zero, right = Vector.Zero;
                    for (var u = 0; u < taps; u++)
                    {
                        var factor = Vector256.Create(transform[x * taps + u]);
                        left = Vector256.FusedMultiplyAdd(factor, rows[2 * (y * taps + u)], left);
                        right = Vector256.FusedMultiplyAdd(factor, rows[2 * (y * taps + u) + 1], right);
                    }

                    left.Store(point);
                    right.Store(point + Vector.Count);
                }
        }
    }
}
