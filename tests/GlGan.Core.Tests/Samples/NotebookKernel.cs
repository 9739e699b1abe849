using System.Diagnostics;
using System.Text.Json;

namespace GlGan.Tests.Samples;

/// <summary>The kernel that notebooks say to install, spoken to as an editor does: commands and events are lines of JSON.</summary>
internal sealed class NotebookKernel : IDisposable
{
    private const string Package = "Microsoft.dotnet-interactive", Version = "1.0.712001";

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly CancellationTokenRegistration _killing;

    internal NotebookKernel()
    {
        var (exitCode, output, error) = ChildProcess.Run("dotnet", ["tool", "install", Package, "--version", Version, "--tool-path", _folder.FullPath]);
        if (exitCode != 0) _folder.Dispose();
        Assert.SkipWhen(exitCode != 0, $"The kernel cannot be installed here: {output}{error}");
        var start = new ProcessStartInfo(_folder.File(OperatingSystem.IsWindows() ? "dotnet-interactive.exe" : "dotnet-interactive"), ["stdio", "--default-kernel", "csharp"])
        {
            WorkingDirectory = _folder.FullPath, RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        _process = Process.Start(start)!;
        _killing = TestContext.Current.CancellationToken.Register(() => _process.Kill(entireProcessTree: true));
        WaitFor("KernelReady");
    }

    /// <summary>Runs a cell to its end; fails the test with what the kernel says where it cannot.</summary>
    internal void Run(string code)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new { token = Guid.NewGuid(), commandType = "SubmitCode", command = new { code, targetKernelName = "csharp" } }));
        WaitFor("CommandSucceeded");
    }

    public void Dispose()
    {
        _killing.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit(TimeSpan.FromMinutes(1));
        _process.Dispose();
        _folder.Dispose();
    }

    private void WaitFor(string type)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (!line.StartsWith('{')) continue;
            var message = JsonElement.Parse(line);
            var seen = message.GetProperty("eventType").GetString();
            if (seen == type) return;
            if (seen == "CommandFailed") Assert.Fail(message.GetProperty("event").GetProperty("message").GetString()!);
        }

        Assert.Fail($"The kernel ended before '{type}'.");
    }
}
