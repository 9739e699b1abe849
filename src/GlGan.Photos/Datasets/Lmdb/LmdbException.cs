namespace GlGan.Datasets;

/// <summary>An LMDB file is damaged, or holds something that is not read. The message names the file, the page and the problem.</summary>
public sealed class LmdbException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">File that was read.</param>
    /// <param name="page">Number of the page concerned, or <see langword="null"/> when it is the file as a whole.</param>
    /// <param name="problem">What is wrong with it.</param>
    public LmdbException(string path, long? page, string problem)
        : base(page is null ? $"'{path}': {problem}" : $"'{path}', page {page}: {problem}")
    {
        FilePath = path;
        Page = page;
    }

    /// <summary>File that was read.</summary>
    public string FilePath { get; }

    /// <summary>Number of the page concerned, or <see langword="null"/> when it is the file as a whole.</summary>
    public long? Page { get; }
}
