namespace GlGan.Cli.Parsing;

/// <summary>Assemblies that are not there: the system tells of them as of files, but they are no files of the user's.</summary>
internal static class MissingPart
{
    // Where the tool lies, and the runtime.
    private static readonly string[] Folders = [AppContext.BaseDirectory, Path.GetDirectoryName(typeof(object).Assembly.Location)!];

    /// <summary>Whether an exception, or its cause, is about one.</summary>
    internal static bool IsIn(Exception problem) =>
        (problem is FileNotFoundException { FileName: { } name } && name.IndexOf(", Version=", StringComparison.Ordinal) is > 0 and var end && !IsThere(name[..end]))
        || (problem.InnerException is { } inner && IsIn(inner));

    // One that is there may not be opened, where a process may open no more files.
    private static bool IsThere(string assembly) => Array.Exists(Folders, folder => File.Exists(Path.Combine(folder, $"{assembly}.dll")));
}
