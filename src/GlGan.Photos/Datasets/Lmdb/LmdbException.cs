namespace GlGan.Datasets;

/// <summary>An LMDB file is damaged, or holds something that is not read. The message names the file, the page and the problem.</summary>
/// <param name="path">File that was read.</param>
/// <param name="page">Number of the page concerned, or <see langword="null"/> when it is the file as a whole.</param>
/// <param name="problem">What is wrong with it.</param>
internal sealed class LmdbException(string path, long? page, string problem)
    : IOException(page is null ? $"'{path}': {problem}" : $"'{path}', page {page}: {problem}");
