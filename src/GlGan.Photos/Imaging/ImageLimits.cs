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

    IEnumerable<string> IValidated.Errors() => [.. Require.AtLeast(MaxPixels, 1), .. Require.AtLeast(MaxBytes, 1)];
}
