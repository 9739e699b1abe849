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
    public ImageBuffer Decode(ReadOnlySpan<byte> encoded) => Decode(encoded, onWhite: true).Image;

    /// <inheritdoc/>
    public (ImageBuffer Image, ImageMask? Opacity) DecodeWithOpacity(ReadOnlySpan<byte> encoded) => Decode(encoded, onWhite: false);

    private unsafe (ImageBuffer Image, ImageMask? Opacity) Decode(ReadOnlySpan<byte> encoded, bool onWhite)
    {
        if (encoded.IsEmpty) throw new ImageFormatException("Not an image: there are no bytes.");
        Limits.CheckBytes(encoded.Length);
        fixed (byte* bytes = encoded)
        {
            using var data = SKData.Create((IntPtr)bytes, encoded.Length);
            using var codec = SKCodec.Create(data) ?? throw ImageFormatException.Of("Not an image that can be decoded", encoded);
            var info = codec.Info;
            Limits.CheckPixels(info.Width, info.Height, encoded);
            var stored = Rent(info.Width, info.Height);
            var opacity = Read(codec, info, encoded, stored, onWhite);
            var origin = (SKEncodedOrigin?)ExifOrientation.OfPng(encoded) ?? codec.EncodedOrigin;
            if (origin == SKEncodedOrigin.TopLeft) return (stored, opacity);
            var upright = IsTransposed(origin) ? Rent(stored.Height, stored.Width) : Rent(stored.Width, stored.Height);
            Turn(stored.Pixels, stored.Width, 3, origin, upright.Pixels, upright.Width);
            _pool?.Return(stored);
            if (opacity is null) return (upright, null);
            var uprightOpacity = new ImageMask(upright.Width, upright.Height);
            Turn(opacity.Values, opacity.Width, 1, origin, uprightOpacity.Values, upright.Width);
            return (upright, uprightOpacity);
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

    /// <summary>Writes the pixels of an image, and returns what is transparent of it, if anything is and it is not to be seen on white.</summary>
    private static unsafe ImageMask? Read(SKCodec codec, SKImageInfo info, ReadOnlySpan<byte> encoded, ImageBuffer image, bool onWhite)
    {
        using var sRgb = SKColorSpace.CreateSrgb();
        var opaque = info.AlphaType == SKAlphaType.Opaque;
        // Without colours of the result there is no conversion.
        var colors = PngColors.AreSrgb(encoded, info.ColorSpace) ? null : sRgb;
        var wanted = new SKImageInfo(info.Width, info.Height, SKColorType.Rgba8888, opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul, colors);
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
            if (!opaque && onWhite) Composite(pixels, image.Pixels);
            else PixelRows.DropAlpha(pixels, image.Pixels);
            return opaque || onWhite ? null : Opacity(pixels, info);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }

    private ImageBuffer Rent(int width, int height) => _pool?.Rent(width, height) ?? ImageBuffer.Undefined(width, height);

    private static bool IsTransposed(SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    private static void Turn<T>(ReadOnlySpan<T> stored, int width, int channels, SKEncodedOrigin origin, Span<T> upright, int uprightWidth)
    {
        var (height, uprightHeight) = (stored.Length / channels / width, upright.Length / channels / uprightWidth);
        var mirrored = origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var flipped = origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom;
        for (var y = 0; y < uprightHeight; y++)
        {
            for (var x = 0; x < uprightWidth; x++)
            {
                var (column, line) = IsTransposed(origin) ? (y, x) : (x, y);
                if (mirrored) column = width - 1 - column;
                if (flipped) line = height - 1 - line;
                stored.Slice(channels * (width * line + column), channels).CopyTo(upright[(channels * (uprightWidth * y + x))..]);
            }
        }
    }

    private static ImageMask? Opacity(ReadOnlySpan<byte> rgba, SKImageInfo info)
    {
        var opacity = new ImageMask(info.Width, info.Height);
        for (var i = 0; i < opacity.Values.Length; i++) opacity.Values[i] = rgba[4 * i + 3] / 255f;
        return opacity.Values.AsSpan().ContainsAnyExcept(1f) ? opacity : null;
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
