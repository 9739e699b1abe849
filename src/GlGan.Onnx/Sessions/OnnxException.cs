namespace GlGan.Onnx;

/// <summary>An ONNX file cannot be used. The message names the file and the problem.</summary>
public sealed class OnnxException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">File that was read.</param>
    /// <param name="problem">What is wrong with it, or with what is to run it.</param>
    /// <param name="innerException">Cause, if there is one.</param>
    public OnnxException(string path, string problem, Exception? innerException = null)
        : base($"'{path}': {problem}", innerException) => FilePath = path;

    /// <summary>File that was read.</summary>
    public string FilePath { get; }
}
