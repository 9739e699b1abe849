using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>
/// The tiles of a batch of images whose channels lie together, <c>[images, height, width, channels]</c>, and their way to and from the 36 points.
/// Values at the points are <c>[36, tiles, parts · channels]</c>, each row padded to whole lines of the cache and one more.
/// </summary>
internal readonly unsafe struct WinogradTiles
{
    // Distances that are powers of two would fall into the same few lines of the cache.
    private const int Line = 16, Skew = Line;

    private readonly int _results, _down, _across;

    /// <param name="images">Number of images.</param>
    /// <param name="height">Results along the vertical axis, of one part.</param>
    /// <param name="width">Results along the horizontal axis, of one part.</param>
    /// <param name="taps">Taps of a filter along one axis, 2 to 5.</param>
    /// <param name="from">Where values are read.</param>
    /// <param name="to">Where results are written.</param>
    internal WinogradTiles(int images, int height, int width, int taps, TileLattice from, TileLattice to)
    {
        (From, To, _results) = (from, to, WinogradTransform.Side + 1 - taps);
        (_down, _across) = ((height + _results - 1) / _results, (width + _results - 1) / _results);
        Count = images * _down * _across;
    }

    /// <summary>Where values are read.</summary>
    internal TileLattice From { get; }

    /// <summary>Where results are written.</summary>
    internal TileLattice To { get; }

    /// <summary>Number of tiles.</summary>
    internal int Count { get; }

    /// <summary>The smallest multiple that is not below a number.</summary>
    internal static int Padded(int number, int multiple) => (number + multiple - 1) / multiple * multiple;

    /// <summary>Numbers from one tile to the next.</summary>
    internal static int Row(int channels) => Padded(channels, Line) + Line;

    /// <summary>Numbers from one point to the next.</summary>
    internal static nint PointStride(int tiles, int channels) => (nint)tiles * channels + Skew;

    /// <summary>Transforms the input of some tiles; what lies outside of an image is zero.</summary>
    /// <param name="pixels">The images.</param>
    /// <param name="channels">Their channels.</param>
    /// <param name="first">The first tile.</param>
    /// <param name="count">Number of tiles.</param>
    /// <param name="points">Gets the values.</param>
    /// <param name="row">Numbers from one tile to the next.</param>
    /// <param name="pointStride">Numbers from one point to the next.</param>
    internal void Load(float* pixels, int channels, int first, int count, float* points, int row, nint pointStride)
    {
        var window = new TileWindow(From, channels, WinogradTransform.Side);
        var patch = stackalloc float[WinogradTransform.Points * Vector.Count];
        for (var tile = first; tile < first + count; tile++, points += row)
        {
            for (var part = 0; part < From.AllParts; part++)
            {
                // A part's surplus lanes are overwritten by the next one's.
                Move(ref window, From, pixels, tile, part);
                for (var channel = 0; channel < channels; channel += Vector.Count)
                {
                    var source = window.Read(channel, patch, out var down, out var right);
                    TileTransform.Values(source, down, right, points + part * channels + channel, pointStride);
                }
            }
        }
    }

    /// <summary>
    /// Transforms the gradients of the results of some tiles, for points <c>[36, channels / 16, tiles, 16]</c>; what lies outside of an image is zero.
    /// </summary>
    internal void LoadGradients(float* pixels, int channels, int first, int count, float* points, nint panelStride, nint pointStride)
    {
        var window = new TileWindow(To, channels, _results);
        var patch = stackalloc float[WinogradTransform.Points * Vector.Count];
        for (var tile = first; tile < first + count; tile++, points += TileProduct.Columns)
        {
            Move(ref window, To, pixels, tile, part: 0);
            for (var channel = 0; channel < channels; channel += Vector.Count)
            {
                var source = window.Read(channel, patch, out var down, out var right);
                var target = points + channel / TileProduct.Columns * panelStride + channel % TileProduct.Columns;
                TileTransform.Gradients(source, down, right, _results, target, pointStride);
            }
        }
    }

    /// <summary>Transforms the products of some tiles back, adds the bias, which may be null, and lets nothing below the floor.</summary>
    /// <returns>Whether all results were finite.</returns>
    internal bool Store(float* points, int row, nint pointStride, int first, int count, float* pixels, int channels, float* bias, float floor)
    {
        var window = new TileWindow(To, channels, _results);
        var patch = stackalloc float[WinogradTransform.Points * Vector.Count];
        var lowest = Vector256.Create(floor);
        var trouble = Vector.Zero;
        for (var tile = first; tile < first + count; tile++, points += row)
        {
            for (var part = 0; part < To.AllParts; part++)
            {
                Move(ref window, To, pixels, tile, part);
                for (var channel = 0; channel < channels; channel += Vector.Count)
                {
                    var target = window.Target(channel, patch, out var down, out var right);
                    TileTransform.Results(points + part * channels + channel, pointStride, target, down, right, _results, Bias(bias, channel, channels), lowest, ref trouble);
                    window.Write(channel, patch);
                }
            }
        }

        return trouble == Vector.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Bias(float* bias, int channel, int channels)
    {
        if (bias == null) return Vector.Zero;
        return channel + Vector.Count <= channels ? Vector256.Load(bias + channel) : Some(bias + channel, channels - channel);
    }

    private static Vector Some(float* numbers, int count)
    {
        var vector = Vector.Zero;
        for (var i = 0; i < count; i++) vector = vector.WithElement(i, numbers[i]);
        return vector;
    }

    private void Move(ref TileWindow window, TileLattice lattice, float* pixels, int tile, int part)
    {
        var spacing = _results * lattice.Step;
        window.MoveTo(pixels, tile / (_down * _across), tile / _across % _down * spacing + lattice.Top(part), tile % _across * spacing + lattice.Left(part));
    }
}
