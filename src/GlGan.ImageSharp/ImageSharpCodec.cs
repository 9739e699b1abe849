using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace GlGan.Imaging;

/// <summary>A codec on ImageSharp: reads PNG, JPEG, WebP and BMP. One instance serves every thread.</summary>
public sealed class ImageSharpCodec : IImageCodec
{
    private const int FullChromaQuality = 90;

    private static readonly DecoderOptions Options = new()
    {
        Configuration = new(new PngConfigurationModule(), new JpegConfigurationModule(), new WebpConfigurationModule(), new BmpConfigurationModule()),
        MaxFrames = 1,
    };

    /// <summary>Creates a codec.</summary>
    /// <param name="limits">What it refuses; <see cref="ImageLimits.Default"/> unless given.</param>
    /// <exception cref="ArgumentException">Limits are invalid; the message lists all errors.</exception>
    public ImageSharpCodec(ImageLimits? limits = null) => Limits = (limits ?? ImageLimits.Default).Valid();

    /// <inheritdoc/>
    public ImageLimits Limits { get; }

    /// <inheritdoc/>
    public ImageBuffer Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.IsEmpty) throw new ImageFormatException("Not an image: there are no bytes.");
        Limits.CheckBytes(encoded.Length);
        try
        {
            var info = Image.Identify(Options, encoded);
            Limits.CheckPixels(info.Width, info.Height);
            if (!WholeFile.Is(encoded)) throw ImageFormatException.Of($"The image of {info.Width}x{info.Height} pixels is cut short", encoded);
            return info.Metadata is { DecodedImageFormat: JpegFormat, IccProfile: null } ? DecodeOpaque(encoded) : DecodeAny(encoded);
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

    private static ImageBuffer DecodeOpaque(ReadOnlySpan<byte> encoded)
    {
        using var image = Image.Load<Rgb24>(Options, encoded);
        image.Mutate(change => change.AutoOrient());
        return image.ToImageBuffer();
    }

    private static ImageBuffer DecodeAny(ReadOnlySpan<byte> encoded)
    {
        using var image = Image.Load<Rgba32>(Options, encoded);
        using var profile = ColorProfile.Of(image.Metadata.IccProfile);
        profile?.ToSrgb(image);
        image.Mutate(change => change.AutoOrient());
        return image.ToImageBuffer();
    }

    private static ImageEncoder Encoder(ImageFormat format, int quality) => format switch
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
