namespace GlGan.Imaging;

/// <summary>
/// Marks encoded images as made by a trained model, with the IPTC property <c>DigitalSourceType</c> in an XMP packet: in PNG an <c>iTXt</c>
/// chunk, in JPEG an APP1 segment (XMP specification part 3, "Storage in files"), in WebP a chunk of its own. Pixels are not touched.
/// </summary>
public static class Provenance
{
    /// <summary>Value of the property: IPTC's term for media made by a trained model.</summary>
    public const string TrainedAlgorithmicMedia = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

    /// <summary>Returns the file with the mark added. An XMP packet that is there already is kept and extended.</summary>
    /// <param name="encoded">A PNG, JPEG or WebP file.</param>
    /// <returns>A new file; or the same array when it bears the mark already.</returns>
    /// <exception cref="ImageFormatException">The bytes are neither PNG nor JPEG nor WebP, or are damaged.</exception>
    public static byte[] Mark(byte[] encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        var packet = ReadPacket(encoded);
        if (XmpPacket.HasMark(packet)) return encoded;
        var marked = XmpPacket.WithMark(packet);
        return PngXmp.IsPng(encoded) ? PngXmp.Write(encoded, marked) : JpegXmp.IsJpeg(encoded) ? JpegXmp.Write(encoded, marked) : WebpXmp.Write(encoded, marked);
    }

    /// <summary>Whether a file bears the mark.</summary>
    /// <param name="encoded">A PNG, JPEG or WebP file.</param>
    /// <exception cref="ImageFormatException">The bytes are neither PNG nor JPEG nor WebP, or are damaged.</exception>
    public static bool IsMarked(ReadOnlySpan<byte> encoded) => XmpPacket.HasMark(ReadPacket(encoded));

    private static string? ReadPacket(ReadOnlySpan<byte> encoded)
    {
        if (PngXmp.IsPng(encoded)) return PngXmp.Read(encoded);
        if (JpegXmp.IsJpeg(encoded)) return JpegXmp.Read(encoded);
        if (WebpXmp.IsWebp(encoded)) return WebpXmp.Read(encoded);
        throw new ImageFormatException($"Only PNG, JPEG and WebP files carry the mark; these {encoded.Length} bytes are none of them.");
    }
}
