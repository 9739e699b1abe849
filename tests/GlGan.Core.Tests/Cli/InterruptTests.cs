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

    [Fact]
    public async Task Interrupting_a_pack_keeps_what_is_packed_and_says_how_to_go_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        using var folder = new TemporaryFolder();
        CommandFaces.Write(folder.FullPath, count: 1);
        var line = File.ReadAllLines(folder.File("landmarks.csv"))[1];
        File.AppendAllLines(folder.File("landmarks.csv"), Enumerable.Range(1, 500).Select(i => string.Concat(Enumerable.Repeat("./", i)) + line));
        string[] command = ["data", "pack", folder.FullPath, "--size", "512", "--out", folder.File("a.glpack")];
        using var tool = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "glgan.dll"), .. command])
        {
            RedirectStandardOutput = true,
        })!;
        var partial = new FileInfo(folder.File("a.glpack.partial"));
        while (!tool.HasExited && (!partial.Exists || partial.Length < 2_000_000))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            partial.Refresh();
        }

        using (var kill = Process.Start("kill", ["-INT", tool.Id.ToString()])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        var output = await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, tool.ExitCode);
        Assert.Contains("again to go on", CommandOutput.OneLine(output));
        Assert.Equal(["0.png", "a.glpack.partial", "landmarks.csv"], folder.Names());
    }
}
