using GlGan.Foundation;

namespace GlGan.Imaging;

/// <summary>What an encoded image may demand. Both limits are checked before any memory is taken for pixels, so a small hostile file costs nothing.</summary>
public sealed record ImageLimits : IValidated
{
    /// <summary>The limits used where none are given.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>Largest number of pixels, at least 1. Default 67,108,864 (64 Mi; 8192x8192).</summary>
    public long MaxPixels { get; init; } = 64L << 20;

    /// <summary>Largest length of the encoded file in bytes, at least 1. Default 67,108,864 (64 MiB).</summary>
    public long MaxBytes { get; init; } = 64L << 20;

    /// <summary>These limits; a codec calls it on those it is created with.</summary>
    /// <exception cref="ArgumentException">Limits are invalid; the message lists all errors.</exception>
    public ImageLimits Valid() => OptionsGuard.Valid(this, "limits");

    /// <summary>Refuses a file by its length; a codec calls it before it reads one.</summary>
    /// <param name="length">Length of the encoded file in bytes.</param>
    /// <exception cref="ImageFormatException">The file is longer than <see cref="MaxBytes"/>.</exception>
    public void CheckBytes(long length)
    {
        if (length <= MaxBytes) return;
        throw new ImageFormatException(
            $"The file has {length} bytes; the limit is {MaxBytes}. If you trust it, raise {nameof(ImageLimits)}.{nameof(MaxBytes)} of the codec.");
    }

    /// <summary>Refuses an image by the size its header tells; a codec calls it before it takes memory for pixels.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <exception cref="ImageFormatException">The image has more than <see cref="MaxPixels"/>, or more than an array can hold.</exception>
    public void CheckPixels(int width, int height)
    {
        var pixels = (long)width * height;
        if (pixels > MaxPixels)
        {
            throw new ImageFormatException($"The image says it is {width}x{height}, {pixels} pixels; the limit is {MaxPixels}. "
                + $"If you trust it, raise {nameof(ImageLimits)}.{nameof(MaxPixels)} of the codec.");
        }

        if (4 * pixels > Array.MaxLength) throw new ImageFormatException($"The image is too large for an array: {width}x{height} pixels.");
    }

    /// <summary>As <see cref="CheckPixels(int, int)"/>, and refuses a PNG or JPEG file that is too short for the pixels it claims, whatever they are. Other formats may take next to no bytes for any number.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="encoded">The whole file.</param>
    /// <exception cref="ImageFormatException">The image has more than <see cref="MaxPixels"/>, more than an array can hold, or more than so many bytes can.</exception>
    public void CheckPixels(int width, int height, ReadOnlySpan<byte> encoded)
    {
        CheckPixels(width, height);
        if (LeastBytes(width, height, encoded) is var least && encoded.Length < least)
            throw ImageFormatException.Of($"The image of {width}x{height} pixels is damaged or cut short (so many take {least} bytes at least)", encoded);
    }

    // Deflate packs 1,032 bytes into one at best (zlib's technical details), and rows of a PNG have a byte for their filter. A JPEG has at least one bit, a Huffman code, for each block of 8x8 pixels of the
    // component that is sampled most; half as many, for files whose components are sampled differently in both directions.
    private static long LeastBytes(int width, int height, ReadOnlySpan<byte> encoded)
    {
        const int Deflated = 1032, PixelsPerByte = 2 * 8 * 64, Header = 26;
        if (JpegXmp.IsJpeg(encoded)) return (long)width * height / PixelsPerByte;
        if (!PngXmp.IsPng(encoded) || encoded.Length < Header) return 0;
        var channels = encoded[25] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        return height * (1 + (long)width * channels * encoded[24] / 8) / Deflated;
    }

    IEnumerable<string> IValidated.Errors() => [.. Require.AtLeast(MaxPixels, 1), .. Require.AtLeast(MaxBytes, 1)];
}
