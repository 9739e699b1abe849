using System.ComponentModel;
using System.Diagnostics;

namespace GlGan.Tests;

/// <summary>Runs Python code as an oracle. The test is skipped where Python or a module is missing.</summary>
internal static class PythonScript
{
    private const int MissingModule = 3;

    /// <summary>Runs code that needs some modules, and returns what it prints.</summary>
    internal static string Run(string code, string[] modules, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var imports = string.Concat(modules.Select(module => $"    import {module}\n"));
        File.WriteAllText(folder.File("script.py"), $"import sys\ntry:\n{imports}except ImportError as error:\n    print(error, file=sys.stderr)\n    sys.exit({MissingModule})\n{code}");
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, [folder.File("script.py"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == MissingModule) Assert.Skip($"{python}: {error.Result.Trim()}.");
        Assert.True(process.ExitCode == 0, error.Result);
        return output;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            Assert.Skip($"Python 3 cannot be started: {error.Message}");
            throw;
        }
    }
}
