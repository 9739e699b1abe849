namespace GlGan.Tests;

/// <summary>Files that are none, or that have several names. Where the system or the account may not make them the test is skipped.</summary>
internal static class SpecialFiles
{
    /// <summary>A pipe to which nobody writes.</summary>
    internal static string Pipe(string path) => Make("mkfifo", path, path);

    /// <summary>A second name of a file.</summary>
    internal static string HardLink(string path, string file) => Make("ln", path, file, path);

    internal static string Link(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            Assert.Skip("This account may not make links.");
        }

        return path;
    }

    private static string Make(string program, string path, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), $"There is no {program} on Windows.");
        Assert.Equal(0, ChildProcess.Run(program, arguments).ExitCode);
        return path;
    }
}
