using System.Buffers;
using SkiaSharp;

namespace GlGan.Imaging;

/// <summary>The default codec, on SkiaSharp. It has no state: one instance serves every thread.</summary>
public sealed class SkiaImageCodec : IImageCodec
{
    private const int FullChromaQuality = 90;

    /// <summary>The shared instance.</summary>
    public static SkiaImageCodec Default { get; } = new();

    /// <inheritdoc/>
    public unsafe ImageBuffer Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.IsEmpty) throw new ImageFormatException("Not an image: there are no bytes.");
        fixed (byte* bytes = encoded)
        {
            using var data = SKData.Create((IntPtr)bytes, encoded.Length);
            using var codec = SKCodec.Create(data) ?? throw new ImageFormatException($"Not an image that can be decoded: {Describe(encoded)}.");
            using var sRgb = SKColorSpace.CreateSrgb();
            var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, sRgb);
            var size = info.BytesSize64;
            if (size > Array.MaxLength) throw new ImageFormatException($"The image is too large: {info.Width}x{info.Height} pixels.");
            var pixels = ArrayPool<byte>.Shared.Rent((int)size);
            try
            {
                SKCodecResult result;
                fixed (byte* target = pixels) result = codec.GetPixels(info, (IntPtr)target);
                if (result != SKCodecResult.Success)
                {
                    throw new ImageFormatException(
                        $"The {codec.EncodedFormat} image of {info.Width}x{info.Height} pixels is damaged or cut short ({result}): {Describe(encoded)}.");
                }

                return Upright(pixels, info.Width, info.Height, codec.EncodedOrigin);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(pixels);
            }
        }
    }

    /// <inheritdoc/>
    public unsafe byte[] Encode(ImageBuffer image, ImageFormat format, int quality = 95)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        var count = checked(4 * image.Width * image.Height);
        var rgba = ArrayPool<byte>.Shared.Rent(count);
        try
        {
            for (int from = 0, to = 0; to < count; from += 3, to += 4)
            {
                rgba[to] = image.Pixels[from];
                rgba[to + 1] = image.Pixels[from + 1];
                rgba[to + 2] = image.Pixels[from + 2];
                rgba[to + 3] = byte.MaxValue;
            }

            using var sRgb = SKColorSpace.CreateSrgb();
            fixed (byte* pixels = rgba)
            {
                var info = new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque, sRgb);
                using var pixmap = new SKPixmap(info, (IntPtr)pixels);
                using var data = Encode(pixmap, format, quality)
                    ?? throw new InvalidOperationException($"Skia could not encode {image.Width}x{image.Height} pixels as {format}.");
                return data.ToArray();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }

    private static SKData? Encode(SKPixmap pixmap, ImageFormat format, int quality) => format switch
    {
        ImageFormat.Png => pixmap.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.AllFilters, 6)),
        ImageFormat.Jpeg => pixmap.Encode(new SKJpegEncoderOptions(
            quality,
            quality >= FullChromaQuality ? SKJpegEncoderDownsample.Downsample444 : SKJpegEncoderDownsample.Downsample420,
            SKJpegEncoderAlphaOption.Ignore)),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown image format."),
    };

    // One pass: turns the image upright, composites on white and drops alpha.
    private static ImageBuffer Upright(ReadOnlySpan<byte> rgba, int width, int height, SKEncodedOrigin origin)
    {
        var transposed = origin >= SKEncodedOrigin.LeftTop;
        var image = transposed ? new ImageBuffer(height, width) : new ImageBuffer(width, height);
        var mirrored = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var flipped = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < image.Width; x++)
            {
                var (column, line) = transposed ? (y, x) : (x, y);
                if (mirrored) column = width - 1 - column;
                if (flipped) line = height - 1 - line;
                Composite(rgba.Slice(4 * (line * width + column), 4), row.Slice(3 * x, 3));
            }
        }

        return image;
    }

    private static void Composite(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        int alpha = rgba[3];
        if (alpha == byte.MaxValue)
        {
            rgba[..3].CopyTo(rgb);
            return;
        }

        for (var channel = 0; channel < 3; channel++)
            rgb[channel] = (byte)((rgba[channel] * alpha + byte.MaxValue * (byte.MaxValue - alpha) + 127) / byte.MaxValue);
    }

    private static string Describe(ReadOnlySpan<byte> encoded)
    {
        var start = encoded[..Math.Min(encoded.Length, 12)];
        var text = string.Concat(start.ToArray().Select(value => value is >= 32 and < 127 ? (char)value : '.'));
        return $"{encoded.Length} bytes that start with {Convert.ToHexString(start)} ('{text}')";
    }
}
