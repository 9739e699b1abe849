using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GlGan.Foundation;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>
/// The bilateral filter (Tomasi and Manduchi, ICCV 1998): a mean of the pixels in a round window, weighted by a Gaussian of their distance and a Gaussian of
/// their difference in colour. As in OpenCV, that difference is the sum over the channels, and the image is mirrored at its outermost pixels.
/// </summary>
public sealed class BilateralFilter : IImageSmoother
{
    private const int Band = 32;
    private const int Lanes = 8;

    private readonly BilateralFilterOptions _options;

    /// <summary>Creates a filter.</summary>
    /// <param name="options">How it smooths; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The options are invalid; the message lists every error.</exception>
    public BilateralFilter(BilateralFilterOptions? options = null) => _options = options.ValidOrDefault();

    /// <inheritdoc/>
    public ImageBuffer Smooth(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var output = ImageBuffer.Undefined(image.Width, image.Height);
        RowBands.For(image.Height, Band, (from, to) => SmoothBand(image, from, to, output));
        return output;
    }

    private void SmoothBand(ImageBuffer image, int from, int to, ImageBuffer output)
    {
        var radius = _options.EffectiveRadius;
        using var padded = Padded(image, radius, from - radius, to + radius);
        using var smooth = new FloatPlanes(3, image.Width, 0, 1);
        var (offsets, exponents) = Window(radius, padded.Stride);
        for (var y = from; y < to; y++)
        {
            for (var i = 0; i < smooth.Stride / Lanes; i++)
                (smooth.Vectors(0, 0)[i], smooth.Vectors(1, 0)[i], smooth.Vectors(2, 0)[i]) = Means(padded, y, radius + i * Lanes, offsets, exponents);
            smooth.Store(0, image.Row(y), _options.Strength, output.Row(y));
        }
    }

    private static FloatPlanes Padded(ImageBuffer image, int radius, int top, int bottom)
    {
        var padded = new FloatPlanes(3, FloatPlanes.WholeVectors(image.Width) + 2 * radius, top, bottom);
        for (var y = top; y < bottom; y++)
        {
            var pixels = image.Row(MirrorBorder.WithoutEdge(y, image.Height));
            Span<float> red = padded.Row(0, y), green = padded.Row(1, y), blue = padded.Row(2, y);
            for (var x = 0; x < padded.Width; x++)
            {
                var from = 3 * MirrorBorder.WithoutEdge(x - radius, image.Width);
                (red[x], green[x], blue[x]) = (pixels[from] - FloatPlanes.Middle, pixels[from + 1] - FloatPlanes.Middle, pixels[from + 2] - FloatPlanes.Middle);
            }
        }

        return padded;
    }

    // Where the pixels of the round window are, from its middle, and the logarithms to base 2 of their weights.
    private (int[] Offsets, float[] Exponents) Window(int radius, int stride)
    {
        var scale = -0.5 / Math.Log(2) / (_options.SigmaSpace * _options.SigmaSpace);
        List<int> offsets = [];
        List<float> exponents = [];
        for (var dy = -radius; dy <= radius; dy++)
        {
            for (var dx = -radius; dx <= radius; dx++)
            {
                var square = dx * dx + dy * dy;
                if (square > radius * radius) continue;
                offsets.Add(dy * stride + dx);
                exponents.Add((float)(scale * square));
            }
        }

        return ([.. offsets], [.. exponents]);
    }

    private (Vector256<float> Red, Vector256<float> Green, Vector256<float> Blue) Means(
        FloatPlanes padded, int y, int x, int[] offsets, float[] exponents)
    {
        ref var red = ref MemoryMarshal.GetReference(padded.Row(0, y)[x..]);
        ref var green = ref MemoryMarshal.GetReference(padded.Row(1, y)[x..]);
        ref var blue = ref MemoryMarshal.GetReference(padded.Row(2, y)[x..]);
        var (middleRed, middleGreen, middleBlue) = (Vector256.LoadUnsafe(ref red), Vector256.LoadUnsafe(ref green), Vector256.LoadUnsafe(ref blue));
        var scale = Vector256.Create((float)(-0.5 / Math.Log(2) / (_options.SigmaColor * _options.SigmaColor)));
        var (sumRed, sumGreen, sumBlue, total) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var i = 0; i < offsets.Length; i++)
        {
            var r = Vector256.LoadUnsafe(ref Unsafe.Add(ref red, offsets[i]));
            var g = Vector256.LoadUnsafe(ref Unsafe.Add(ref green, offsets[i]));
            var b = Vector256.LoadUnsafe(ref Unsafe.Add(ref blue, offsets[i]));
            var distance = Vector256.Abs(r - middleRed) + Vector256.Abs(g - middleGreen) + Vector256.Abs(b - middleBlue);
            var weight = FastExponential.Exp2(Vector256.MultiplyAddEstimate(distance * distance, scale, Vector256.Create(exponents[i])));
            sumRed = Vector256.MultiplyAddEstimate(r, weight, sumRed);
            sumGreen = Vector256.MultiplyAddEstimate(g, weight, sumGreen);
            sumBlue = Vector256.MultiplyAddEstimate(b, weight, sumBlue);
            total += weight;
        }

        return (sumRed / total, sumGreen / total, sumBlue / total);
    }
}
