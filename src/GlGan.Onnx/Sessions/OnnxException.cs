using GlGan.Foundation;

namespace GlGan.Onnx;

/// <summary>An ONNX file cannot be used. The message names the file and the problem.</summary>
public sealed class OnnxException : IOException
{
    // ONNX Runtime repeats names of the file in what it says, and breaks lines.
    private const int LongestProblem = 1000;

    /// <summary>Creates the exception.</summary>
    /// <param name="path">File that was read.</param>
    /// <param name="problem">What is wrong with it, or with what is to run it.</param>
    /// <param name="innerException">Cause, if there is one.</param>
    public OnnxException(string path, string problem, Exception? innerException = null)
        : base($"'{path}': {PlainText.Cut(problem.ReplaceLineEndings(" ").TrimEnd(), LongestProblem)}", innerException) => FilePath = path;

    /// <summary>File that was read.</summary>
    public string FilePath { get; }
}
