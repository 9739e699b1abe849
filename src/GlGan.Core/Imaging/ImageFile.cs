using GlGan.Runtime;

namespace GlGan.Imaging;

/// <summary>Loads and saves image files.</summary>
public static class ImageFile
{
    /// <summary>Loads an image, upright and in sRGB.</summary>
    /// <param name="path">PNG, JPEG or WebP file; the content decides, not the name.</param>
    /// <param name="codec">Codec; <see cref="SkiaImageCodec"/> unless given.</param>
    /// <exception cref="ImageFormatException">The file is not an image that can be decoded; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ImageBuffer Load(string path, IImageCodec? codec = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var encoded = File.ReadAllBytes(path);
        try
        {
            return (codec ?? SkiaImageCodec.Default).Decode(encoded);
        }
        catch (ImageFormatException problem)
        {
            throw new ImageFormatException($"'{path}': {problem.Message}", problem);
        }
    }

    /// <summary>Saves an image. The file is complete or absent; missing folders are made.</summary>
    /// <param name="path">File to write; <c>.png</c>, <c>.jpg</c> or <c>.jpeg</c> decides the format.</param>
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
    /// <exception cref="ArgumentException">The extension is not <c>.png</c>, <c>.jpg</c> or <c>.jpeg</c>.</exception>
    public static ImageFormat FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".png" => ImageFormat.Png,
        ".jpg" or ".jpeg" => ImageFormat.Jpeg,
        var other => throw new ArgumentException($"Cannot write '{path}': the extension must be .png, .jpg or .jpeg, not '{other}'.", nameof(path)),
    };
}
