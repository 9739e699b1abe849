namespace GlGan.Imaging;

/// <summary>Turns encoded bytes into pixels and back. Implementations are safe to use from several threads at once.</summary>
public interface IImageCodec
{
    /// <summary>What <see cref="Decode"/> refuses before it takes memory for pixels.</summary>
    ImageLimits Limits => ImageLimits.Default;

    /// <summary>Decodes an image of at least the formats PNG, JPEG and WebP.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <returns>8-bit sRGB, upright (EXIF orientation applied), grey spread to RGB, transparency composited on white.</returns>
    /// <exception cref="ImageFormatException">The bytes cannot be decoded, end too early, or are beyond <see cref="Limits"/>.</exception>
    ImageBuffer Decode(ReadOnlySpan<byte> encoded);

    /// <summary>Decodes an image and its transparency apart, such as a cut-out, or a mask whose shape is its alpha.</summary>
    /// <param name="encoded">The whole file.</param>
    /// <returns>The image as from <see cref="Decode"/>, but in its own colours where it is transparent; and its alpha, or <see langword="null"/> where all of it is opaque.</returns>
    /// <exception cref="ImageFormatException">The bytes cannot be decoded, end too early, or are beyond <see cref="Limits"/>.</exception>
    (ImageBuffer Image, ImageMask? Opacity) DecodeWithOpacity(ReadOnlySpan<byte> encoded);

    /// <summary>Encodes an image.</summary>
    /// <param name="image">Image to encode.</param>
    /// <param name="format">Format of the result.</param>
    /// <param name="quality">JPEG quality from 1 to 100; PNG ignores it.</param>
    /// <returns>The whole file.</returns>
    byte[] Encode(ImageBuffer image, ImageFormat format, int quality = 95);
}
