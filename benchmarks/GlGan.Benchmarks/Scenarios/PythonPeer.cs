using System.Diagnostics;
using System.Globalization;

namespace GlGan.Benchmarks.Scenarios;

/// <summary>Runs a Python script that measures another library, by the interpreter that <c>GLGAN_PYTHON</c> names or else that of the system.</summary>
internal static class PythonPeer
{
    /// <summary>The numbers the script prints, or null if it fails.</summary>
    internal static double[]? Run(string script, params string[] arguments)
    {
        var python = Environment.GetEnvironmentVariable("GLGAN_PYTHON") ?? (File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3");
        string[] command = [Path.Combine(AppContext.BaseDirectory, script), .. arguments];
        using var process = Process.Start(new ProcessStartInfo(python, command) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("python3 could not be started.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Array.ConvertAll(output.Split(' '), text => double.Parse(text, CultureInfo.InvariantCulture)) : null;
    }
}
