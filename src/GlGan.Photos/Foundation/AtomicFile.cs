namespace GlGan.Foundation;

/// <summary>Writes a file so that it is either complete or absent: beside its place, flushed to disk, then renamed over the old one.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes a file through a callback. When the callback throws, the old file stays as it was and nothing is left behind. A link stays a link: the file it
    /// leads to is written. A file that is replaced hands its permissions on.
    /// </summary>
    /// <param name="path">File to write; its folder is made where it is missing.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">It cannot be written; the message names it.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = RealPath.Of(path);
        var directory = Path.GetDirectoryName(target) ?? throw new ArgumentException($"'{path}' is a directory, not a file.", nameof(path));
        UserFile.Require(target);
        Directory.CreateDirectory(directory);
        // Names may be as long as the file system allows, so they are no part of this one.
        var temporary = Path.Combine(directory, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception problem)
        {
            File.Delete(temporary);
            var told = UserFile.Told(problem, temporary, target);
            if (told == problem) throw;
            throw told;
        }
    }

    /// <summary>Writes bytes.</summary>
    /// <inheritdoc cref="Write(string, Action{FileStream})"/>
    public static void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, stream => stream.Write(bytes.Span));
}
