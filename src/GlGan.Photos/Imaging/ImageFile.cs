using System.Buffers;
using GlGan.Foundation;
using Microsoft.Win32.SafeHandles;

namespace GlGan.Imaging;

/// <summary>Loads and saves image files.</summary>
public static class ImageFile
{
    /// <summary>Loads an image, upright and in sRGB.</summary>
    /// <param name="path">PNG, JPEG, WebP, BMP or GIF file (the first picture of an animation); the content decides, not the name.</param>
    /// <param name="codec">Codec; <see cref="SkiaImageCodec"/> unless given.</param>
    /// <exception cref="ImageFormatException">The file is not an image that can be decoded, or beyond the codec's limits; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImageBuffer Load(string path, IImageCodec? codec = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        codec ??= SkiaImageCodec.Default;
        using var file = File.OpenHandle(path);
        try
        {
            var length = RandomAccess.GetLength(file);
            codec.Limits.CheckBytes(length);
            var encoded = ArrayPool<byte>.Shared.Rent((int)Math.Min(length, Array.MaxLength));
            try
            {
                return codec.Decode(encoded.AsSpan(0, Read(file, encoded.AsSpan(0, (int)Math.Min(length, encoded.Length)))));
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
    /// <param name="synthetic">Whether to mark the file as synthetic (see <see cref="Provenance"/>).</param>
    /// <param name="codec">Codec; <see cref="SkiaImageCodec"/> unless given.</param>
    /// <exception cref="ArgumentException">The extension is none of these.</exception>
    public static void Save(string path, ImageBuffer image, int quality = 95, bool synthetic = false, IImageCodec? codec = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var encoded = (codec ?? SkiaImageCodec.Default).Encode(image, FormatOf(path), quality);
        AtomicFile.Write(path, synthetic ? Provenance.Mark(encoded) : encoded);
    }

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
