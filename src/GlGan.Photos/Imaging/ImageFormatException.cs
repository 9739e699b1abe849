namespace GlGan.Imaging;

/// <summary>Bytes are not an image that can be decoded. The message says what was found.</summary>
/// <param name="message">What was found.</param>
/// <param name="innerException">Cause, if there is one.</param>
public sealed class ImageFormatException(string message, Exception? innerException = null) : IOException(message, innerException)
{
    /// <summary>What a codec throws for bytes it cannot decode: the problem, then how many bytes there are and how they start.</summary>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="encoded">The whole file.</param>
    /// <param name="innerException">Cause, if there is one.</param>
    public static ImageFormatException Of(string problem, ReadOnlySpan<byte> encoded, Exception? innerException = null)
    {
        var start = encoded[..Math.Min(encoded.Length, 12)];
        var text = string.Concat(start.ToArray().Select(value => value is >= 32 and < 127 ? (char)value : '.'));
        return new($"{problem}: {encoded.Length} bytes that start with {Convert.ToHexString(start)} ('{text}').", innerException);
    }
}
