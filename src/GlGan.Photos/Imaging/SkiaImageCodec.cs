using System.Buffers;
using SkiaSharp;

namespace GlGan.Imaging;

/// <summary>The default codec, on SkiaSharp. One instance serves every thread.</summary>
public sealed class SkiaImageCodec : IImageCodec
{
    private const int FullChromaQuality = 90;

    private readonly ImageBufferPool? _pool;

    /// <summary>Creates a codec.</summary>
    /// <param name="limits">What it refuses; <see cref="ImageLimits.Default"/> unless given.</param>
    /// <exception cref="ArgumentException">Limits are invalid; the message lists all errors.</exception>
    public SkiaImageCodec(ImageLimits? limits = null)
        : this(limits, null)
    {
    }

    /// <summary>Creates a codec whose images come from a pool, and may be given back to it.</summary>
    internal SkiaImageCodec(ImageLimits? limits, ImageBufferPool? pool)
    {
        Limits = (limits ?? ImageLimits.Default).Valid();
        _pool = pool;
    }

    /// <summary>The shared instance, with the default limits.</summary>
    public static SkiaImageCodec Default { get; } = new();

    /// <inheritdoc/>
    public ImageLimits Limits { get; }

    /// <inheritdoc/>
    public unsafe ImageBuffer Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.IsEmpty) throw new ImageFormatException("Not an image: there are no bytes.");
        Limits.CheckBytes(encoded.Length);
        fixed (byte* bytes = encoded)
        {
            using var data = SKData.Create((IntPtr)bytes, encoded.Length);
            using var codec = SKCodec.Create(data) ?? throw ImageFormatException.Of("Not an image that can be decoded", encoded);
            var info = codec.Info;
            Limits.CheckPixels(info.Width, info.Height);
            var stored = Rent(info.Width, info.Height);
            Read(codec, info, encoded, stored);
            if (codec.EncodedOrigin == SKEncodedOrigin.TopLeft) return stored;
            var upright = Upright(stored, codec.EncodedOrigin);
            _pool?.Return(stored);
            return upright;
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
            PixelRows.AddAlpha(image.Pixels, rgba.AsSpan(0, count));
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

    private static unsafe void Read(SKCodec codec, SKImageInfo info, ReadOnlySpan<byte> encoded, ImageBuffer image)
    {
        using var sRgb = SKColorSpace.CreateSrgb();
        var opaque = info.AlphaType == SKAlphaType.Opaque;
        var wanted = new SKImageInfo(info.Width, info.Height, SKColorType.Rgba8888, opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul, sRgb);
        var rgba = ArrayPool<byte>.Shared.Rent(wanted.BytesSize);
        try
        {
            SKCodecResult result;
            fixed (byte* target = rgba) result = codec.GetPixels(wanted, (IntPtr)target);
            if (result == SKCodecResult.Success && codec.EncodedFormat == SKEncodedImageFormat.Jpeg && !JpegEnd.IsThere(encoded)) result = SKCodecResult.IncompleteInput;
            if (result != SKCodecResult.Success)
            {
                throw ImageFormatException.Of(
                    $"The {codec.EncodedFormat} image of {info.Width}x{info.Height} pixels is damaged or cut short ({result})", encoded);
            }

            var pixels = rgba.AsSpan(0, wanted.BytesSize);
            if (opaque) PixelRows.DropAlpha(pixels, image.Pixels);
            else Composite(pixels, image.Pixels);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }

    private ImageBuffer Rent(int width, int height) => _pool?.Rent(width, height) ?? ImageBuffer.Undefined(width, height);

    private ImageBuffer Upright(ImageBuffer stored, SKEncodedOrigin origin)
    {
        var transposed = origin >= SKEncodedOrigin.LeftTop;
        var image = transposed ? Rent(stored.Height, stored.Width) : Rent(stored.Width, stored.Height);
        var mirrored = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var flipped = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        for (var y = 0; y < image.Height; y++)
        {
            var row = image.Row(y);
            for (var x = 0; x < image.Width; x++)
            {
                var (column, line) = transposed ? (y, x) : (x, y);
                if (mirrored) column = stored.Width - 1 - column;
                if (flipped) line = stored.Height - 1 - line;
                stored.Row(line).Slice(3 * column, 3).CopyTo(row[(3 * x)..]);
            }
        }

        return image;
    }

    private static void Composite(ReadOnlySpan<byte> rgba, Span<byte> rgb)
    {
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            int alpha = rgba[from + 3];
            for (var channel = 0; channel < 3; channel++)
                rgb[to + channel] = (byte)((rgba[from + channel] * alpha + byte.MaxValue * (byte.MaxValue - alpha) + 127) / byte.MaxValue);
        }
    }
}
