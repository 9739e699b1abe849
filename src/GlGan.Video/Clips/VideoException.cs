namespace GlGan.Video;

/// <summary>A video cannot be read or written, or ffmpeg cannot do it. The message says what to do.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="innerException">Cause, if there is one.</param>
public sealed class VideoException(string message, Exception? innerException = null) : IOException(message, innerException);
