using GlGan.Foundation;

namespace GlGan.Serialization;

/// <summary>A safetensors file breaks the format, or holds something that cannot be read. The message names the file, the tensor and the problem.</summary>
public sealed class SafetensorsException : IOException
{
    private const int LongestProblem = 1000;

    /// <summary>Creates the exception.</summary>
    /// <param name="path">File that was read or written.</param>
    /// <param name="tensorName">Tensor concerned, or <see langword="null"/> when it is the file as a whole.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="innerException">Cause, if there is one.</param>
    public SafetensorsException(string path, string? tensorName, string problem, Exception? innerException = null)
        : base($"'{path}'{(tensorName is null ? "" : $", tensor '{PlainText.Cut(tensorName)}'")}: {PlainText.Cut(problem, LongestProblem)}", innerException)
    {
        FilePath = path;
        TensorName = tensorName;
    }

    /// <summary>File that was read or written.</summary>
    public string FilePath { get; }

    /// <summary>Tensor concerned, or <see langword="null"/> when it is the file as a whole.</summary>
    public string? TensorName { get; }
}
