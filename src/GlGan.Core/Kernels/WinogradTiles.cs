using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>
/// The tiles of a batch of images whose channels lie together, <c>[images, height, width, channels]</c>, and their way to and from the 36 points.
/// Values at the points are <c>[36, tiles, channels]</c>, each row padded to whole lines of the cache and one more.
/// </summary>
internal readonly unsafe struct WinogradTiles
{
    // Distances that are powers of two would fall into the same few lines of the cache.
    private const int Line = 16, Skew = Line;

    private readonly int _height, _width, _taps, _down, _across;

    /// <param name="images">Number of images.</param>
    /// <param name="height">Their height.</param>
    /// <param name="width">Their width.</param>
    /// <param name="taps">Side of the filters, 3 or 5.</param>
    internal WinogradTiles(int images, int height, int width, int taps)
    {
        (_height, _width, _taps) = (height, width, taps);
        (_down, _across) = ((height + Results - 1) / Results, (width + Results - 1) / Results);
        Count = images * _down * _across;
    }

    /// <summary>Number of tiles.</summary>
    internal int Count { get; }

    /// <summary>Results of a tile along one axis.</summary>
    private int Results => WinogradTransform.Side + 1 - _taps;

    /// <summary>The smallest multiple that is not below a number.</summary>
    internal static int Padded(int number, int multiple) => (number + multiple - 1) / multiple * multiple;

    /// <summary>Numbers from one tile to the next.</summary>
    internal static int Row(int channels) => Padded(channels, Line) + Line;

    /// <summary>Numbers from one point to the next.</summary>
    internal static nint PointStride(int tiles, int channels) => (nint)tiles * channels + Skew;

    /// <summary>Transforms the input of some tiles; what lies outside of an image is zero.</summary>
    internal void Load(float* pixels, int channels, int first, int count, float* points, int row, nint pointStride)
    {
        var window = new TileWindow(_height, _width, channels, WinogradTransform.Side);
        var patch = stackalloc float[WinogradTransform.Points * Vector.Count];
        for (var tile = first; tile < first + count; tile++, points += row)
        {
            window.MoveTo(pixels, tile / (_down * _across), Top(tile) - _taps / 2, Left(tile) - _taps / 2);
            for (var channel = 0; channel < channels; channel += Vector.Count)
            {
                var source = window.Read(channel, patch, out var down, out var right);
                TileTransform.Values(source, down, right, points + channel, pointStride);
            }
        }
    }

    /// <summary>
    /// Transforms the gradients of the results of some tiles, for points <c>[36, channels / 16, tiles, 16]</c>; what lies outside of an image is zero.
    /// </summary>
    internal void LoadGradients(float* pixels, int channels, int first, int count, float* points, nint panelStride, nint pointStride)
    {
        var window = new TileWindow(_height, _width, channels, Results);
        var patch = stackalloc float[WinogradTransform.Points * Vector.Count];
        for (var tile = first; tile < first + count; tile++, points += TileProduct.Columns)
        {
            window.MoveTo(pixels, tile / (_down * _across), Top(tile), Left(tile));
            for (var channel = 0; channel < channels; channel += Vector.Count)
            {
                var source = window.Read(channel, patch, out var down, out var right);
                var target = points + channel / TileProduct.Columns * panelStride + channel % TileProduct.Columns;
                TileTransform.Gradients(source, down, right, Results, target, pointStride);
            }
        }
    }

    /// <summary>Transforms the products of some tiles back, adds the bias, which may be null, and lets nothing below the floor.</summary>
    internal void Store(float* points, int row, nint pointStride, int first, int count, float* pixels, int channels, float* bias, float floor)
    {
        var window = new TileWindow(_height, _width, channels, Results);
        var patch = stackalloc float[WinogradTransform.Points * Vector.Count];
        var lowest = Vector256.Create(floor);
        for (var tile = first; tile < first + count; tile++, points += row)
        {
            window.MoveTo(pixels, tile / (_down * _across), Top(tile), Left(tile));
            for (var channel = 0; channel < channels; channel += Vector.Count)
            {
                var target = window.Target(channel, patch, out var down, out var right);
                TileTransform.Results(points + channel, pointStride, target, down, right, Results, Bias(bias, channel, channels), lowest);
                window.Write(channel, patch);
            }
        }
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

    private int Top(int tile) => tile / _across % _down * Results;

    private int Left(int tile) => tile % _across * Results;
}
