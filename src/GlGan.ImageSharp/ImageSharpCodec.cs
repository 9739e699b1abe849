using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
#if IMAGESHARP2
using JpegEncodingColor = SixLabors.ImageSharp.Formats.Jpeg.JpegColorType;
#endif

namespace GlGan.Imaging;

/// <summary>A codec on ImageSharp: reads PNG, JPEG, WebP and BMP. One instance serves every thread.</summary>
public sealed class ImageSharpCodec : IImageCodec
{
    private const int FullChromaQuality = 90;

    private static readonly Configuration Formats = new(new PngConfigurationModule(), new JpegConfigurationModule(), new WebpConfigurationModule(), new BmpConfigurationModule());

#if IMAGESHARP2
    private static readonly Configuration Options = Formats;
#else
    private static readonly DecoderOptions Options = new() { Configuration = Formats, MaxFrames = 1 };
#endif

    private delegate T Decoder<out T>(ReadOnlySpan<byte> file, bool hasProfile);

    /// <summary>Creates a codec.</summary>
    /// <param name="limits">What it refuses; <see cref="ImageLimits.Default"/> unless given.</param>
    /// <exception cref="ArgumentException">Limits are invalid; the message lists all errors.</exception>
    public ImageSharpCodec(ImageLimits? limits = null) => Limits = (limits ?? ImageLimits.Default).Valid();

    /// <inheritdoc/>
    public ImageLimits Limits { get; }

    /// <inheritdoc/>
    public ImageBuffer Decode(ReadOnlySpan<byte> encoded) =>
        Decode(encoded, static (file, hasProfile) => file is [0xFF, 0xD8, ..] && !hasProfile ? DecodeOpaque(file) : DecodeAny(file, ImageSharpExtensions.ToImageBuffer));

    /// <inheritdoc/>
    public (ImageBuffer Image, ImageMask? Opacity) DecodeWithOpacity(ReadOnlySpan<byte> encoded) =>
        Decode(encoded, static (file, _) => DecodeAny(file, ImageSharpExtensions.WithOpacity));

    private T Decode<T>(ReadOnlySpan<byte> encoded, Decoder<T> decode)
    {
        if (encoded.IsEmpty) throw new ImageFormatException("Not an image: there are no bytes.");
        Limits.CheckBytes(encoded.Length);
        try
        {
            if (!WholeFile.Is(encoded)) throw ImageFormatException.Of("The image is cut short", encoded);
            if (encoded is [0xFF, 0xD8, ..] && JpegEnd.Scans(encoded) > JpegEnd.MostScans) throw ImageFormatException.Of($"The image has more than {JpegEnd.MostScans} scans", encoded);
            var (width, height, hasProfile) = Identify(encoded);
            Limits.CheckPixels(width, height, encoded);
            return decode(encoded, hasProfile);
        }
        catch (Exception problem) when (problem is not (ImageFormatException or OutOfMemoryException))
        {
            // Of damaged files ImageSharp throws what its decoders run into: NullReferenceException and others as well as its own.
            throw ImageFormatException.Of($"Not an image that can be decoded ({problem.Message.Split('\n')[0].Trim()})", encoded, problem);
        }
    }

    /// <inheritdoc/>
    public byte[] Encode(ImageBuffer image, ImageFormat format, int quality = 95)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        using var borrowed = Image.WrapMemory<Rgb24>(image.Pixels.AsMemory(), image.Width, image.Height);
        using var encoded = new MemoryStream();
        borrowed.Save(encoded, Encoder(format, quality));
        return encoded.ToArray();
    }

    private static unsafe (int Width, int Height, bool HasProfile) Identify(ReadOnlySpan<byte> encoded)
    {
        fixed (byte* start = encoded)
        {
            using var file = new UnmanagedMemoryStream(start, encoded.Length);
            var info = Image.Identify(Options, file) ?? throw ImageFormatException.Of("Not an image", encoded);
            return (info.Width, info.Height, info.Metadata.IccProfile is not null);
        }
    }

    private static ImageBuffer DecodeOpaque(ReadOnlySpan<byte> encoded)
    {
        using var image = Image.Load<Rgb24>(Options, encoded);
        image.Mutate(change => change.AutoOrient());
        return image.ToImageBuffer();
    }

    private static T DecodeAny<T>(ReadOnlySpan<byte> encoded, Func<Image<Rgba32>, T> copy)
    {
        using var image = Image.Load<Rgba32>(Options, encoded);
        using var profile = ColorProfile.Of(image.Metadata.IccProfile, encoded);
        profile?.ToSrgb(image);
        image.Mutate(change => change.AutoOrient());
        return copy(image);
    }

    private static IImageEncoder Encoder(ImageFormat format, int quality) => format switch
    {
        ImageFormat.Png => new PngEncoder { ColorType = PngColorType.Rgb, BitDepth = PngBitDepth.Bit8, CompressionLevel = PngCompressionLevel.Level6 },
        ImageFormat.Jpeg => new JpegEncoder
        {
            Quality = quality,
            ColorType = quality >= FullChromaQuality ? JpegEncodingColor.YCbCrRatio444 : JpegEncodingColor.YCbCrRatio420,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Unknown image format."),
    };
}
