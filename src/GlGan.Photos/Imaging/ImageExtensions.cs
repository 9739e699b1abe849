namespace GlGan.Imaging;

/// <summary>What extensions say of files, whatever their case: they decide which files are looked at and what is written, the content how a file is read.</summary>
internal static class ImageExtensions
{
    private static readonly Dictionary<string, ImageFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = ImageFormat.Png,
        [".jpg"] = ImageFormat.Jpeg,
        [".jpeg"] = ImageFormat.Jpeg,
        [".jpe"] = ImageFormat.Jpeg,
        [".jfif"] = ImageFormat.Jpeg,
    };

    private static readonly HashSet<string> Read =
        new([.. Formats.Keys, ".jif", ".pjpeg", ".pjp", ".apng", ".webp", ".gif", ".bmp", ".dib"], StringComparer.OrdinalIgnoreCase);

    // Of photos and drawings; icons can be decoded, but are no photos.
    private static readonly HashSet<string> Others = new(
        [
            ".tif", ".tiff", ".heic", ".heif", ".hif", ".avif", ".jxl", ".jp2", ".j2k", ".j2c", ".jpf", ".jpx", ".jxr", ".wdp", ".hdp",
            ".dng", ".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".sr2", ".srf", ".srw", ".orf", ".rw2", ".raf", ".pef", ".3fr", ".rwl", ".x3f",
            ".ppm", ".pgm", ".pbm", ".pnm", ".pam", ".pfm", ".tga", ".pcx", ".qoi", ".exr", ".hdr", ".dds", ".psd", ".psb", ".xcf", ".sgi", ".ras",
            ".svg", ".svgz", ".eps", ".ico", ".cur", ".icns", ".wbmp", ".xbm", ".xpm", ".mng", ".jng",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a file is named as an image of a format that <see cref="SkiaImageCodec"/> reads.</summary>
    internal static bool IsRead(string path) => Read.Contains(Path.GetExtension(path));

    /// <summary>Whether a file is named as an image of another format, such as TIFF or HEIC.</summary>
    internal static bool IsOther(string path) => Others.Contains(Path.GetExtension(path));

    /// <summary>The format that is written to a file of that name, if there is one.</summary>
    internal static ImageFormat? Written(string path) => Formats.TryGetValue(Path.GetExtension(path), out var format) ? format : null;
}
