namespace GlGan.Tests.Packaging;

/// <summary>Runs programs as a user would, in a folder of their own.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs <c>dotnet</c> and returns what it prints; fails the test, with that, where it does not exit with 0.</summary>
    internal static string Run(string folder, params string[] arguments) => RunProgram(folder, "dotnet", arguments);

    /// <inheritdoc cref="Run"/>
    internal static string RunProgram(string folder, string program, params string[] arguments)
    {
        var (exitCode, output, error) = ChildProcess.Run(program, arguments, folder);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)}\nexited with {exitCode}:\n{output}{error}");
        return output + error;
    }
}
