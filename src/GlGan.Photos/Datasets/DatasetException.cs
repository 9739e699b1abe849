namespace GlGan.Datasets;

/// <summary>A dataset is not as its format asks for.</summary>
public sealed class DatasetException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">File or folder at fault.</param>
    /// <param name="problem">What is wrong and what to do, without the path, ending in a full stop.</param>
    /// <param name="line">Line at fault, from 1, where there is one.</param>
    /// <param name="cause">What happened, if another exception says more.</param>
    public DatasetException(string path, string problem, int? line = null, Exception? cause = null)
        : base(line is null ? $"'{path}': {problem}" : $"'{path}', line {line}: {problem}", cause) => (Path, Line) = (path, line);

    /// <summary>File or folder at fault.</summary>
    public string Path { get; }

    /// <summary>Line at fault, from 1, where there is one.</summary>
    public int? Line { get; }
}
