namespace GlGan.Imaging;

/// <summary>Bytes are not an image that can be decoded. The message says what was found.</summary>
/// <param name="message">What was found.</param>
/// <param name="innerException">Cause, if there is one.</param>
public sealed class ImageFormatException(string message, Exception? innerException = null) : IOException(message, innerException);
