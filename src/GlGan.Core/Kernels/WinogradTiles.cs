using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>
/// The tiles of a batch of images whose channels lie together, <c>[images, height, width, channels]</c>, and their way to and from the 36 points.
/// Values at the points are <c>[36, tiles, channels]</c>, each row padded to whole vectors and one more.
/// </summary>
internal readonly unsafe struct WinogradTiles
{
    // Distances that are powers of two would fall into the same few lines of the cache.
    private const int Skew = 16;

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
    internal static int Row(int channels) => Padded(channels, Vector.Count) + Vector.Count;

    /// <summary>Numbers from one point to the next.</summary>
    internal static long PointStride(int tiles, int channels) => (long)tiles * channels + Skew;

    /// <summary>Transforms the input of some tiles; what lies outside of an image is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Load(float* pixels, int channels, int first, int count, float* points, int row, long pointStride)
    {
        var columns = stackalloc Vector[WinogradTransform.Points];
        var sources = stackalloc float*[WinogradTransform.Points];
        var inside = stackalloc bool[WinogradTransform.Points];
        for (var tile = 0; tile < count; tile++)
        {
            Locate(first + tile, out var image, out var top, out var left);
            for (var i = 0; i < WinogradTransform.Points; i++)
            {
                int y = top - _taps / 2 + i / WinogradTransform.Side, x = left - _taps / 2 + i % WinogradTransform.Side;
                inside[i] = (uint)y < (uint)_height && (uint)x < (uint)_width;
                sources[i] = pixels + ((image * _height + y) * _width + x) * channels;
            }

            for (var channel = 0; channel < channels; channel += Vector.Count)
            {
                var lanes = channels - channel;
                for (var x = 0; x < WinogradTransform.Side; x++)
                {
                    WinogradTransform.Values(
                        Read(x), Read(x + 6), Read(x + 12), Read(x + 18), Read(x + 24), Read(x + 30),
                        out columns[x], out columns[x + 6], out columns[x + 12], out columns[x + 18], out columns[x + 24], out columns[x + 30]);
                }

                Vector Read(int i) => inside[i] ? LoadLanes(sources[i] + channel, lanes) : Vector.Zero;

                StoreRows(columns, points + (long)tile * row + channel, pointStride);
            }
        }
    }

    /// <summary>Transforms the gradients of the results of some tiles; what lies outside of an image is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void LoadGradients(float* pixels, int channels, int first, int count, float* points, int row, long pointStride)
    {
        var columns = stackalloc Vector[WinogradTransform.Points];
        for (var tile = 0; tile < count; tile++)
        {
            Locate(first + tile, out var image, out var top, out var left);
            int rows = Math.Min(Results, _height - top), across = Math.Min(Results, _width - left);
            var corner = pixels + ((image * _height + top) * _width + left) * channels;
            var (width, results) = (_width, Results);
            for (var channel = 0; channel < channels; channel += Vector.Count)
            {
                var lanes = channels - channel;
                for (var x = 0; x < results; x++)
                {
                    WinogradTransform.Gradients(
                        Read(0, x), Read(1, x), Read(2, x), Read(3, x), Read(results - 1, x),
                        out columns[x], out columns[x + 6], out columns[x + 12], out columns[x + 18], out columns[x + 24], out columns[x + 30]);
                }

                Vector Read(int y, int x) => y < rows && x < across ? LoadLanes(corner + ((long)y * width + x) * channels + channel, lanes) : Vector.Zero;

                var target = points + (long)tile * row + channel;
                for (var y = 0; y < WinogradTransform.Side; y++, target += WinogradTransform.Side * pointStride)
                {
                    var line = columns + y * WinogradTransform.Side;
                    var (third, fourth) = results > 2 ? (line[2], line[3]) : (Vector.Zero, Vector.Zero);
                    WinogradTransform.Gradients(line[0], line[1], third, fourth, line[results - 1], out var m0, out var m1, out var m2, out var m3, out var m4, out var m5);
                    StoreLine(target, pointStride, m0, m1, m2, m3, m4, m5);
                }
            }
        }
    }

    /// <summary>Transforms the products of some tiles back, adds the bias, and lets nothing below the floor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Store(float* points, int row, long pointStride, int first, int count, float* pixels, int channels, float* bias, float floor)
    {
        var columns = stackalloc Vector[WinogradTransform.Points];
        var lowest = Vector256.Create(floor);
        for (var tile = 0; tile < count; tile++)
        {
            Locate(first + tile, out var image, out var top, out var left);
            int rows = Math.Min(Results, _height - top), across = Math.Min(Results, _width - left);
            var corner = pixels + ((image * _height + top) * _width + left) * channels;
            for (var channel = 0; channel < channels; channel += Vector.Count)
            {
                var lanes = channels - channel;
                var source = points + (long)tile * row + channel;
                for (var x = 0; x < WinogradTransform.Side; x++, source += pointStride)
                {
                    WinogradTransform.Results(
                        Vector256.Load(source), Vector256.Load(source + 6 * pointStride), Vector256.Load(source + 12 * pointStride),
                        Vector256.Load(source + 18 * pointStride), Vector256.Load(source + 24 * pointStride), Vector256.Load(source + 30 * pointStride),
                        out columns[x], out columns[x + 6], out var second, out columns[x + 12], out columns[x + 18]);
                    if (_taps == 5) columns[x + 6] = second;
                }

                var offset = bias == null ? Vector.Zero : LoadLanes(bias + channel, lanes);
                for (var y = 0; y < rows; y++)
                {
                    var line = columns + y * WinogradTransform.Side;
                    WinogradTransform.Results(line[0], line[1], line[2], line[3], line[4], line[5], out var y0, out var y1, out var second, out var y2, out var y3);
                    if (_taps == 5) y1 = second;
                    var target = corner + (long)y * _width * channels + channel;
                    StoreLanes(target, Vector256.Max(y0 + offset, lowest), lanes);
                    if (across > 1) StoreLanes(target + channels, Vector256.Max(y1 + offset, lowest), lanes);
                    if (across > 2) StoreLanes(target + 2 * channels, Vector256.Max(y2 + offset, lowest), lanes);
                    if (across > 3) StoreLanes(target + 3 * channels, Vector256.Max(y3 + offset, lowest), lanes);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Locate(int tile, out long image, out int top, out int left)
    {
        image = tile / (_down * _across);
        top = tile / _across % _down * Results;
        left = tile % _across * Results;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRows(Vector* columns, float* target, long pointStride)
    {
        for (var y = 0; y < WinogradTransform.Side; y++, target += WinogradTransform.Side * pointStride)
        {
            var line = columns + y * WinogradTransform.Side;
            WinogradTransform.Values(line[0], line[1], line[2], line[3], line[4], line[5], out var v0, out var v1, out var v2, out var v3, out var v4, out var v5);
            StoreLine(target, pointStride, v0, v1, v2, v3, v4, v5);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLine(float* target, long pointStride, Vector v0, Vector v1, Vector v2, Vector v3, Vector v4, Vector v5)
    {
        v0.Store(target);
        v1.Store(target + pointStride);
        v2.Store(target + 2 * pointStride);
        v3.Store(target + 3 * pointStride);
        v4.Store(target + 4 * pointStride);
        v5.Store(target + 5 * pointStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector LoadLanes(float* source, int lanes)
    {
        if (lanes >= Vector.Count) return Vector256.Load(source);
        var some = stackalloc float[Vector.Count];
        for (var i = 0; i < Vector.Count; i++) some[i] = i < lanes ? source[i] : 0;
        return Vector256.Load(some);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLanes(float* target, Vector values, int lanes)
    {
        if (lanes >= Vector.Count) values.Store(target);
        else
            for (var i = 0; i < lanes; i++) target[i] = values[i];
    }
}
