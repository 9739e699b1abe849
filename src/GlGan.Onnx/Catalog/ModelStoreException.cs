namespace GlGan.Onnx;

/// <summary>A model cannot be installed, or the installed file is not what it was; the message says what to do.</summary>
/// <param name="message">What is wrong, and what to do.</param>
/// <param name="cause">What the system said.</param>
public sealed class ModelStoreException(string message, Exception? cause = null) : IOException(message, cause);
