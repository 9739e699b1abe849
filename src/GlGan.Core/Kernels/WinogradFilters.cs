using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using GlGan.Native;
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

                    // They will have left the caches before they are read.
                    left.StoreAlignedNonTemporal(point);
                    right.StoreAlignedNonTemporal(point + Vector.Count);
                }
        }
    }
}
