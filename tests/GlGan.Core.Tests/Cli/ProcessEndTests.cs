namespace GlGan.Tests.Cli;

public sealed class ProcessEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_tool_ends_without_the_destructors_of_libtorch_since_its_threads_may_still_compute()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The dynamic linker of Linux tells of the destructors that it runs.");
        using var tool = new ChildProcess(
            "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "glgan.dll"), "doctor"], environment: [("LD_DEBUG", "files"), ("LD_DEBUG_OUTPUT", _folder.File("linker"))]);

        Assert.Equal(0, tool.Finish().ExitCode);

        var told = File.ReadAllText(_folder.File($"linker.{tool.Id}"));
        Assert.Matches("calling init: .*libtorch_cpu", told);
        Assert.DoesNotMatch("calling fini: .*libtorch_cpu", told);
    }
}
