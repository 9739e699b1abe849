using System.ComponentModel;

namespace GlGan.Tests;

/// <summary>Runs other programs for a second opinion. The test is skipped where one of them, or what it needs, is missing.</summary>
internal static class Oracle
{
    /// <summary>Exit status of a script that misses what it needs, and says so on standard error.</summary>
    internal const int Missing = 3;

    /// <summary>Runs a program and returns what it prints; fails the test, with its errors, where it does not exit with 0.</summary>
    internal static string Run(string program, params IEnumerable<string> arguments)
    {
        try
        {
            var (exitCode, output, error) = ChildProcess.Run(program, arguments);
            if (exitCode == Missing) Assert.Skip($"{program}: {error.Trim()}");
            Assert.True(exitCode == 0, error);
            return output;
        }
        catch (Win32Exception error)
        {
            Assert.Skip($"{program} cannot be started: {error.Message}");
            throw;
        }
    }
}
