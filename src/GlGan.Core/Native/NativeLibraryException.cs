namespace GlGan.Native;

/// <summary>The native libraries TorchSharp needs cannot be loaded. The message says which, why, and what to install.</summary>
public sealed class NativeLibraryException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="library">The library that does not load.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">What the loader threw.</param>
    public NativeLibraryException(string library, string message, Exception? innerException = null)
        : base(message, innerException) => Library = library;

    /// <summary>Name of the library that does not load.</summary>
    public string Library { get; }
}
