using GlGan.Foundation;

namespace GlGan.Cli.Commands;

/// <summary>Folders of results.</summary>
internal static class OutputFolder
{
    /// <summary>Makes a folder and proves that files can be written there, so that no long work is done for nothing.</summary>
    /// <returns>How its file system tells names apart.</returns>
    /// <exception cref="IOException">A file is in its place, or the disk cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal static StringComparer Prepare(string folder)
    {
        // A link to a folder that is not there yet is followed, as one to a file is.
        Directory.CreateDirectory(RealPath.Of(folder));
        var name = $".{Guid.NewGuid():N}.tmp";
        using var probe = Probe(folder, Path.Combine(folder, name));
        return File.Exists(Path.Combine(folder, name.ToUpperInvariant())) ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
    }

    private static FileStream Probe(string folder, string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception problem) when (UserFile.Told(problem, path, folder) is var told && told != problem)
        {
            throw told;
        }
    }
}
