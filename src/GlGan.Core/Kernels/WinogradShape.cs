using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>
/// A convolution from a fine grid to a coarse one; a transposed convolution is its way back. Filters that are larger than tiles bear, or that have a stride, are
/// sums of several smaller ones of stride 1, the parts: 4×4 of stride 2 one for each phase of rows and columns, 2×2; 7×7 its quarters, 4×4, the last row and
/// column of which are missing beyond the seventh. Tiles have the parts' channels one behind the other.
/// </summary>
/// <param name="Images">Number of images.</param>
/// <param name="Height">Height of the fine grid.</param>
/// <param name="Width">Width of the fine grid.</param>
/// <param name="Kernel">Side of the filters.</param>
/// <param name="Stride">Stride along both axes.</param>
/// <param name="Padding">Padding along both axes.</param>
internal readonly record struct WinogradShape(int Images, int Height, int Width, int Kernel, int Stride, int Padding)
{
    private const int Quarter = 4;

    /// <summary>Whether there are kernels for it.</summary>
    internal bool IsKnown => (Kernel, Stride) is (3 or 4 or 5 or 7, 1) or (4, 2) && CoarseHeight > 0 && CoarseWidth > 0;

    internal int CoarseHeight => (Height + 2 * Padding - Kernel) / Stride + 1;

    internal int CoarseWidth => (Width + 2 * Padding - Kernel) / Stride + 1;

    /// <summary>Rows of the fine grid that no filter reaches any more.</summary>
    internal int HeightLeft => (Height + 2 * Padding - Kernel) % Stride;

    /// <summary>Columns of the fine grid that no filter reaches any more.</summary>
    internal int WidthLeft => (Width + 2 * Padding - Kernel) % Stride;

    /// <summary>Parts along one axis.</summary>
    internal int Parts => IsQuartered ? 2 : Stride;

    /// <summary>Taps from one part to the next.</summary>
    internal int PartShift => IsQuartered ? Quarter : 1;

    /// <summary>Taps of a part along one axis.</summary>
    internal int Taps => IsQuartered ? Quarter : Kernel / Stride;

    private bool IsQuartered => Kernel == 7;

    private int FirstBack => Padding / Stride;

    /// <summary>The shape of a convolution of images, or of a transposed one, whose images are on the coarse grid.</summary>
    internal static WinogradShape Of(Tensor input, Tensor weight, int stride, int padding, bool transposed)
    {
        var (shape, kernel) = (input.shape, (int)weight.shape[2]);
        int Fine(long side) => transposed ? ((int)side - 1) * stride + kernel - 2 * padding : (int)side;
        return new WinogradShape((int)shape[0], Fine(shape[2]), Fine(shape[3]), kernel, stride, padding);
    }

    /// <summary>The tiles from the fine grid to the coarse one.</summary>
    internal WinogradTiles Forth() => new(
        Images, CoarseHeight, CoarseWidth, Taps,
        from: new TileLattice(Height, Width, Stride, Parts, PartShift, -Padding),
        to: new TileLattice(CoarseHeight, CoarseWidth));

    /// <summary>The tiles from the coarse grid back to the fine one.</summary>
    internal WinogradTiles Back() => Stride == 1
        ? new WinogradTiles(
            Images, Height, Width, Taps,
            from: new TileLattice(CoarseHeight, CoarseWidth, Step: 1, Parts, PartShift, Padding - (Kernel - 1)),
            to: new TileLattice(Height, Width))
        : new WinogradTiles(
            Images, Last(Height) - FirstBack + 1, Last(Width) - FirstBack + 1, Taps,
            from: new TileLattice(CoarseHeight, CoarseWidth, Shift: FirstBack - (Taps - 1)),
            to: new TileLattice(Height, Width, Stride, Parts, PartShift, FirstBack * Stride - Padding));

    private int Last(int side) => (side - 1 + Padding) / Stride;
}
