namespace GlGan.Tests.Cli;

public sealed class InterruptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Interrupting_finishes_the_step_saves_the_model_and_exits_with_130()
    {
        var (exitCode, _) = Interrupt(tool => tool.Output.Contains("images", StringComparison.Ordinal), "demo", "--minutes", "10", "--out", _folder.FullPath);

        Assert.Equal(130, exitCode);
        Assert.True(File.Exists(_folder.File("model.safetensors")));
        Assert.True(File.Exists(_folder.File("losses.png")));
    }

    [Fact]
    public void Interrupting_a_pack_keeps_what_is_packed_and_says_how_to_go_on()
    {
        CommandFaces.Write(_folder.FullPath, count: 1);
        var line = File.ReadAllLines(_folder.File("landmarks.csv"))[1];
        string[] copies = [.. Enumerable.Range(1, 500).Select(i => $"{i}.png")];
        foreach (var copy in copies) File.Copy(_folder.File("0.png"), _folder.File(copy));
        File.AppendAllLines(_folder.File("landmarks.csv"), copies.Select(copy => line.Replace("0.png", copy, StringComparison.Ordinal)));

        var (exitCode, output) = Interrupt(
            _ => new FileInfo(_folder.File("a.glpack.partial")) is { Exists: true, Length: > 2_000_000 }, "data", "pack", _folder.FullPath, "--size", "512", "--out", _folder.File("a.glpack"));

        Assert.Equal(130, exitCode);
        Assert.Contains("again to go on", CommandOutput.OneLine(output));
        Assert.Equal(["a.glpack.partial"], _folder.Names().Where(name => name.StartsWith("a.", StringComparison.Ordinal)));
    }

    /// <summary>Runs the tool, and interrupts it when the moment has come.</summary>
    private static (int ExitCode, string Output) Interrupt(Predicate<ChildProcess> hasCome, params string[] command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "Signals are sent with kill.");
        Assert.SkipWhen(IgnoresInterrupts(), "Interrupts are ignored here, as in background jobs of a shell, and so they are by the tool.");
        using var tool = new ChildProcess("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "glgan.dll"), .. command]);
        while (!tool.HasEnded && !hasCome(tool)) Thread.Sleep(20);
        ChildProcess.Run("kill", ["-INT", $"{tool.Id}"]);
        var (exitCode, output, _) = tool.Finish();
        return (exitCode, output);
    }

    private static bool IgnoresInterrupts()
    {
        const string Status = "/proc/self/status", Ignored = "SigIgn:";
        var mask = File.Exists(Status) ? File.ReadLines(Status).Single(line => line.StartsWith(Ignored, StringComparison.Ordinal))[Ignored.Length..].Trim() : "0";
        return (Convert.ToUInt64(mask, 16) & 0b10) != 0;
    }
}
