using System.Buffers;
using GlGan.Foundation;
using Microsoft.Win32.SafeHandles;

namespace GlGan.Imaging;

/// <summary>Loads and saves image files.</summary>
public static class ImageFile
{
    // A level of 1, rounding aside.
    private const float Faintest = 1.01f / byte.MaxValue;

    private delegate T Decoder<out T>(IImageCodec codec, ReadOnlySpan<byte> encoded);

    /// <summary>Loads an image, upright and in sRGB.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF file (the first picture of an animation); the content decides, not the name.</param>
    /// <param name="codec">Codec; <see cref="SkiaImageCodec"/> unless given.</param>
    /// <exception cref="ImageFormatException">The file is not an image that can be decoded, or beyond the codec's limits; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImageBuffer Load(string path, IImageCodec? codec = null) => Load(path, codec, static (used, encoded) => used.Decode(encoded));

    /// <summary>Loads an image and its transparency apart, upright and in sRGB.</summary>
    /// <param name="path">PNG, JPEG or WebP file; the content decides, not the name.</param>
    /// <param name="codec">Codec; <see cref="SkiaImageCodec"/> unless given.</param>
    /// <returns>The image in its own colours where it is transparent, and its alpha, or <see langword="null"/> where all of it is opaque.</returns>
    /// <exception cref="ImageFormatException">The file is not an image that can be decoded, or beyond the codec's limits; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static (ImageBuffer Image, ImageMask? Opacity) LoadWithOpacity(string path, IImageCodec? codec = null) =>
        Load(path, codec, static (used, encoded) => used.DecodeWithOpacity(encoded));

    /// <summary>Loads a mask: brightness times opacity (<see cref="ImageMask.FromPicture"/>), so that its shape may be grey levels, alpha or both.</summary>
    /// <param name="path">PNG, JPEG or WebP file; the content decides, not the name.</param>
    /// <param name="codec">Codec; <see cref="SkiaImageCodec"/> unless given.</param>
    /// <exception cref="ImageFormatException">The file is not an image that can be decoded, or selects nothing: all black, transparent, or levels of 0 and 1 of 255. The message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImageMask LoadMask(string path, IImageCodec? codec = null)
    {
        var (picture, opacity) = LoadWithOpacity(path, codec);
        var mask = ImageMask.FromPicture(picture, opacity);
        if (mask.Largest > Faintest) return mask;
        throw new ImageFormatException($"The mask '{path}' selects nothing: "
            + (mask.Largest > 0 ? "its largest value is 1 of 255. Is it 0 and 1? Multiply it by 255."
                : opacity is null ? "it is black everywhere. What is to show must be white."
                : "what is not transparent of it is black. What is to show must be white."));
    }

    private static T Load<T>(string path, IImageCodec? codec, Decoder<T> decode)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        codec ??= SkiaImageCodec.Default;
        UserFile.Require(path);
        using var file = File.OpenHandle(path);
        try
        {
            var length = RandomAccess.GetLength(file);
            codec.Limits.CheckBytes(length);
            var encoded = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, Array.MaxLength));
            try
            {
                return decode(codec, encoded.AsSpan(0, Read(file, encoded.AsSpan(0, (int)Math.Min(length, encoded.Length)))));
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(encoded);
            }
        }
        catch (ImageFormatException problem)
        {
            throw new ImageFormatException($"'{path}': {problem.Message}", problem);
        }
    }

    /// <summary>Saves an image. The file is complete or absent; missing folders are made.</summary>
    /// <param name="path">File to write; <c>.png</c>, <c>.jpg</c>, <c>.jpeg</c>, <c>.jpe</c> or <c>.jfif</c> decides the format.</param>
    /// <param name="image">Image to save.</param>
    /// <param name="quality">JPEG quality from 1 to 100.</param>
    /// <param name="source">What to mark the file as (see <see cref="Provenance"/>); not at all unless given.</param>
    /// <param name="codec">Codec; <see cref="SkiaImageCodec"/> unless given.</param>
    /// <param name="metadata">What the file says of the photo besides (<see cref="PhotoMetadata.Read"/>); nothing unless given.</param>
    /// <exception cref="ArgumentException">The extension is none of these.</exception>
    public static void Save(string path, ImageBuffer image, int quality = 95, DigitalSource? source = null, IImageCodec? codec = null, PhotoMetadata? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var encoded = (codec ?? SkiaImageCodec.Default).Encode(image, FormatOf(path), quality);
        if (metadata is not null) encoded = metadata.AddTo(encoded);
        AtomicFile.Write(path, source is { } mark ? Provenance.Mark(encoded, mark) : encoded);
    }

    /// <summary>Whether a file name stands for a format that is written.</summary>
    public static bool IsWritten(string path) => ImageExtensions.Written(path) is not null;

    /// <summary>The format a file name stands for.</summary>
    /// <exception cref="ArgumentException">The extension is not <c>.png</c>, <c>.jpg</c>, <c>.jpeg</c>, <c>.jpe</c> or <c>.jfif</c>.</exception>
    public static ImageFormat FormatOf(string path) => ImageExtensions.Written(path)
        ?? throw new ArgumentException($"Cannot write '{path}': the extension must be .png, .jpg, .jpeg, .jpe or .jfif, not '{Path.GetExtension(path)}'.", nameof(path));

    private static int Read(SafeFileHandle file, Span<byte> target)
    {
        var total = 0;
        while (total < target.Length && RandomAccess.Read(file, target[total..], total) is var count and > 0) total += count;
        return total;
    }
}
