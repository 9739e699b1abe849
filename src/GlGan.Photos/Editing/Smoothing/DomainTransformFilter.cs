using System.Buffers;
using System.Runtime.Intrinsics;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// The domain transform (Gastal and Oliveira, ACM TOG 30(4), 2011): pixels of a row, then of a column, are moved apart by how much their colours differ, and
/// filtered there in one dimension, several times with ever smaller reach. Its time does not depend on the reach. The same as
/// OpenCV's <c>edgePreservingFilter</c>.
/// </summary>
public sealed class DomainTransformFilter : IImageSmoother
{
    private const int Band = 16;

    private readonly DomainTransformFilterOptions _options;

    /// <summary>Creates a filter.</summary>
    /// <param name="options">How it smooths; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists every error.</exception>
    public DomainTransformFilter(DomainTransformFilterOptions? options = null) => _options = options.ValidOrDefault();

    /// <inheritdoc/>
    public ImageBuffer Smooth(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var (width, height) = (image.Width, image.Height);
        var count = width * height;
        var rows = ArrayPool<Vector128<float>>.Shared.Rent(count);
        var columns = ArrayPool<Vector128<float>>.Shared.Rent(count);
        var rowSteps = ArrayPool<float>.Shared.Rent(count);
        var columnSteps = ArrayPool<float>.Shared.Rent(count);
        RowBands.For(height, Band, (from, to) => Load(image, from, to, rows));
        RowBands.For(height, Band, (from, to) => Measure(rows, width, from, to, rowSteps));
        Transpose(rows, width, height, columns);
        RowBands.For(width, Band, (from, to) => Measure(columns, height, from, to, columnSteps));
        for (var iteration = 0; iteration < _options.Iterations; iteration++)
        {
            var sigma = Sigma(iteration);
            if (iteration > 0) Transpose(columns, height, width, rows);
            RowBands.For(height, Band, (from, to) => FilterLines(rows, rowSteps, width, from, to, sigma));
            Transpose(rows, width, height, columns);
            RowBands.For(width, Band, (from, to) => FilterLines(columns, columnSteps, height, from, to, sigma));
        }

        Transpose(columns, height, width, rows);
        var output = ImageBuffer.Undefined(width, height);
        RowBands.For(height, Band, (from, to) => Store(rows, image, from, to, output));
        ArrayPool<Vector128<float>>.Shared.Return(rows);
        ArrayPool<Vector128<float>>.Shared.Return(columns);
        ArrayPool<float>.Shared.Return(rowSteps);
        ArrayPool<float>.Shared.Return(columnSteps);
        return output;
    }

    // The paper's schedule: reach halves each time, and the variances add up to that of sigma.
    private double Sigma(int iteration) =>
        _options.SigmaSpace * Math.Sqrt(3) * Math.Pow(2, _options.Iterations - 1 - iteration) / Math.Sqrt(Math.Pow(4, _options.Iterations) - 1);

    private static void Load(ImageBuffer image, int from, int to, Vector128<float>[] pixels)
    {
        ReadOnlySpan<byte> bytes = image.Pixels;
        for (int i = from * image.Width, x = 3 * i; i < to * image.Width; i++, x += 3)
            pixels[i] = Vector128.Create(bytes[x], bytes[x + 1], bytes[x + 2], 0f) - Vector128.Create(FloatPlanes.Middle);
    }

    // How far a pixel lies from the one before it in its line, once the line is straightened: the L1 distance, scaled.
    private void Measure(Vector128<float>[] pixels, int length, int from, int to, float[] steps)
    {
        var ratio = (float)(_options.SigmaSpace / _options.SigmaColor / byte.MaxValue);
        for (var line = from; line < to; line++)
        {
            var start = line * length;
            steps[start] = 0;
            for (var i = start + 1; i < start + length; i++) steps[i] = 1 + ratio * Vector128.Sum(Vector128.Abs(pixels[i] - pixels[i - 1]));
        }
    }

    private void FilterLines(Vector128<float>[] pixels, float[] steps, int length, int from, int to, double sigma)
    {
        if (_options.Mode == DomainTransformMode.Recursive) RecursiveLines.Filter(pixels, steps, length, from, to, sigma);
        else ConvolvedLines.Filter(pixels, steps, length, from, to, sigma);
    }

    private static void Transpose(Vector128<float>[] from, int width, int height, Vector128<float>[] to) => RowBands.For(height, Band, (top, bottom) =>
    {
        for (var left = 0; left < width; left += Band)
        {
            for (var x = left; x < Math.Min(width, left + Band); x++)
            {
                for (var y = top; y < bottom; y++) to[x * height + y] = from[y * width + x];
            }
        }
    });

    private void Store(Vector128<float>[] pixels, ImageBuffer image, int from, int to, ImageBuffer output)
    {
        var strength = (float)_options.Strength;
        for (int i = from * image.Width, x = 3 * i; i < to * image.Width; i++, x += 3)
        {
            for (var channel = 0; channel < 3; channel++)
                output.Pixels[x + channel] = FloatPlanes.Mixed(image.Pixels[x + channel], pixels[i][channel], strength);
        }
    }
}
