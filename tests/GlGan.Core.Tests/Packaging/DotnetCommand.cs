using System.Diagnostics;

namespace GlGan.Tests.Packaging;

/// <summary>Runs programs as a user would, in a folder of their own.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs <c>dotnet</c> and returns what it prints; fails the test, with that, where it does not exit with 0.</summary>
    internal static Task<string> Run(string folder, params string[] arguments) => RunProgram(folder, "dotnet", arguments);

    /// <inheritdoc cref="Run"/>
    internal static async Task<string> RunProgram(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // Build servers would outlive the command, and keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        // Beside other tests, libtorch's threads must not spin while they wait for one another.
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var all = output + await error;
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\nexited with {process.ExitCode}:\n{all}");
        return all;
    }
}
