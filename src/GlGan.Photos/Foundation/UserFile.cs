namespace GlGan.Foundation;

/// <summary>Files that users name, or that lie in their folders: they may be anything.</summary>
public static class UserFile
{
    /// <summary>Refuses what is no file before it is opened. Whether a file may be read is left to whoever opens it.</summary>
    /// <param name="path">Its path; whether something is there at all is left to whoever opens it too.</param>
    /// <exception cref="IOException">The path leads to a folder, a pipe, a socket or a device, or is a link that leads nowhere; the message names it.</exception>
    public static void Require(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var kind = PathTarget.Of(path).Kind;
        if (kind == PathKind.Missing && new FileInfo(path).LinkTarget is { } target)
            throw new FileNotFoundException($"'{path}' is a link to '{target}', which is not there or cannot be reached.", path);
        if (kind is not (PathKind.File or PathKind.Missing)) throw new IOException($"'{path}' is a {kind.ToString().ToLowerInvariant()}, not a file.");
    }

    /// <summary>What the system says of a hidden file, of which nobody knows, said of the one it stands for.</summary>
    /// <param name="problem">What was thrown.</param>
    /// <param name="hidden">Path of the hidden file or folder.</param>
    /// <param name="shown">Path to name instead.</param>
    /// <returns>The same exception where it does not name the hidden file.</returns>
    public static Exception Told(Exception problem, string hidden, string shown)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var message = problem.Message.Replace(hidden, shown, StringComparison.Ordinal);
        return message == problem.Message ? problem : problem switch
        {
            UnauthorizedAccessException => new UnauthorizedAccessException(message, problem),
            IOException => new IOException(message, problem),
            _ => problem,
        };
    }
}
