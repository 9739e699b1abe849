using System.Buffers.Binary;

namespace GlGan.Imaging;

/// <summary>
/// What a photo's EXIF says of it (camera, time, author), to be put into the file of its edited version. How the pixels lie and are coloured is left out, since an edited photo stands upright in sRGB; so are thumbnails and
/// what only a camera's maker understands. Where the photo was taken is kept only if asked for.
/// </summary>
public sealed class PhotoMetadata
{
    // Of a JPEG segment.
    private const int LongestBlock = 65_000;

    private readonly byte[] _exif;

    private PhotoMetadata(byte[] exif) => _exif = exif;

    /// <summary>Reads what a file says.</summary>
    /// <param name="encoded">A PNG, JPEG or WebP file; others say nothing.</param>
    /// <param name="kept">What of it.</param>
    /// <returns><see langword="null"/> where it says nothing of that.</returns>
    public static PhotoMetadata? Read(ReadOnlySpan<byte> encoded, MetadataKept kept)
    {
        if (kept == MetadataKept.None || ExifData.Parse(Block(encoded)) is not { } exif) return null;
        if (kept != MetadataKept.All) exif = exif with { Place = [] };
        if (exif.Picture.Count + exif.Camera.Count + exif.Place.Count == 0) return null;
        var block = exif.ToBytes();
        return block.Length <= LongestBlock ? new PhotoMetadata(block) : null;
    }

    /// <summary>The file with it; pixels are not touched.</summary>
    /// <param name="encoded">A PNG or JPEG file without EXIF.</param>
    /// <exception cref="ImageFormatException">The bytes are neither PNG nor JPEG.</exception>
    public byte[] AddTo(byte[] encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        if (PngXmp.IsPng(encoded)) return PngXmp.WithChunk(encoded, [.. "eXIf"u8, .. _exif]);
        if (!JpegXmp.IsJpeg(encoded)) throw new ImageFormatException("Only PNG and JPEG files are written with EXIF.");
        byte[] content = [.. JpegExif.Name, .. _exif];
        byte[] head = [0xFF, 0xE1, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)(2 + content.Length));
        return [.. encoded[..2], .. head, .. content, .. encoded[2..]];
    }

    private static ReadOnlySpan<byte> Block(ReadOnlySpan<byte> file)
    {
        if (PngXmp.IsPng(file)) return PngChunk.TryFind(file, "eXIf"u8, out var exif) ? exif : [];
        if (JpegXmp.IsJpeg(file)) return JpegExif.Find(file);
        return WebpXmp.IsWebp(file) ? WebpXmp.Find(file, "EXIF"u8) : default;
    }
}
