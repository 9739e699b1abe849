namespace GlGan.Cli.Commands;

/// <summary>Folders of results.</summary>
internal static class OutputFolder
{
    /// <summary>Makes a folder and proves that files can be written there, so that no long work is done for nothing.</summary>
    /// <exception cref="IOException">A file is in its place, or the disk cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal static void Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        new FileStream(Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
    }
}
