using System.Diagnostics;

namespace GlGan.Tests.Cli;

public sealed class InterruptTests
{
    [Fact]
    public async Task Interrupting_finishes_the_step_saves_the_model_and_exits_with_130()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        using var folder = new TemporaryFolder();
        using var tool = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "glgan.dll"), "demo", "--minutes", "10", "--out", folder.FullPath])
        {
            RedirectStandardOutput = true,
        })!;
        while (await tool.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("images", StringComparison.Ordinal))
        {
        }

        using (var kill = Process.Start("kill", ["-INT", tool.Id.ToString()])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, tool.ExitCode);
        Assert.True(File.Exists(folder.File("model.safetensors")));
        Assert.True(File.Exists(folder.File("losses.png")));
    }
}
