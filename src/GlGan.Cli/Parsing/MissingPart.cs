namespace GlGan.Cli.Parsing;

/// <summary>Assemblies that are not there or cannot be loaded: the system tells of them as of files, but they are no files of the user's.</summary>
internal static class MissingPart
{
    /// <summary>Whether an exception, or its cause, is about one.</summary>
    internal static bool IsIn(Exception problem) =>
        problem is FileLoadException
        || (problem is FileNotFoundException { FileName: { } name } && name.Contains(", Version=", StringComparison.Ordinal))
        || (problem.InnerException is { } inner && IsIn(inner));
}
