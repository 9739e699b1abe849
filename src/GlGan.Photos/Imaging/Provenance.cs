using System.Text.Json;

namespace GlGan.Imaging;

/// <summary>
/// Marks encoded images with where they come from, by the IPTC property <c>DigitalSourceType</c> in an XMP packet: in PNG an <c>iTXt</c>
/// chunk, in JPEG an APP1 segment (XMP specification part 3, "Storage in files"), in WebP a chunk of its own. Pixels are not touched.
/// </summary>
public static class Provenance
{
    /// <summary>Returns the file with the mark added. An XMP packet that is there already is kept and extended, and so is a mark that outweighs the new one.</summary>
    /// <param name="encoded">A PNG, JPEG or WebP file.</param>
    /// <param name="source">Where the picture comes from.</param>
    /// <returns>A new file; or the same array when it bears such a mark already.</returns>
    /// <exception cref="ImageFormatException">The bytes are neither PNG nor JPEG nor WebP, or are damaged.</exception>
    public static byte[] Mark(byte[] encoded, DigitalSource source)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        var packet = ReadPacket(encoded);
        if (XmpPacket.Source(packet) >= source) return encoded;
        var marked = XmpPacket.WithSource(packet, source);
        return PngXmp.IsPng(encoded) ? PngXmp.Write(encoded, marked) : JpegXmp.IsJpeg(encoded) ? JpegXmp.Write(encoded, marked) : WebpXmp.Write(encoded, marked);
    }

    /// <summary>Where a file says its picture comes from; <see langword="null"/> where it bears none of these marks.</summary>
    /// <param name="encoded">A PNG, JPEG or WebP file.</param>
    /// <exception cref="ImageFormatException">The bytes are neither PNG nor JPEG nor WebP, or are damaged.</exception>
    public static DigitalSource? Read(ReadOnlySpan<byte> encoded) => XmpPacket.Source(ReadPacket(encoded));

    /// <summary>IPTC's name of a source, such as <c>trainedAlgorithmicMedia</c>.</summary>
    public static string Term(DigitalSource source) => JsonNamingPolicy.CamelCase.ConvertName(source.ToString());

    /// <summary>What an edited picture is marked as.</summary>
    /// <param name="edit">What the edit makes of a photo.</param>
    /// <param name="photo">Mark of the picture that was edited.</param>
    /// <param name="parts">Marks of the pictures that parts were taken from.</param>
    public static DigitalSource OfEdit(DigitalSource edit, DigitalSource? photo, params IEnumerable<DigitalSource?> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Any(part => part > DigitalSource.AlgorithmicallyEnhanced) && edit < DigitalSource.CompositeWithTrainedAlgorithmicMedia) edit = DigitalSource.CompositeWithTrainedAlgorithmicMedia;
        return photo > edit ? photo.Value : edit;
    }

    private static string? ReadPacket(ReadOnlySpan<byte> encoded)
    {
        if (PngXmp.IsPng(encoded)) return PngXmp.Read(encoded);
        if (JpegXmp.IsJpeg(encoded)) return JpegXmp.Read(encoded);
        if (WebpXmp.IsWebp(encoded)) return WebpXmp.Read(encoded);
        throw new ImageFormatException($"Only PNG, JPEG and WebP files carry the mark; these {encoded.Length} bytes are none of them.");
    }
}
