using System.Diagnostics;

namespace GlGan.Tests;

public sealed class ChildProcessTests
{
    public ChildProcessTests() => Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "The programs are scripts of the shell.");

    [Fact]
    public void More_than_a_pipe_holds_comes_from_both_streams()
    {
        var (exitCode, output, error) = ChildProcess.Run("sh", ["-c", "head -c 300000 /dev/zero | tr '\\0' e >&2; head -c 300000 /dev/zero | tr '\\0' o; exit 5"]);

        Assert.Equal((5, new string('o', 300_000), new string('e', 300_000)), (exitCode, output.TrimEnd(), error.TrimEnd()));
    }

    [Fact]
    public void What_does_not_end_in_time_is_killed_with_its_children_and_said_with_what_it_printed()
    {
        using var process = new ChildProcess("sh", ["-c", "sleep 600 & echo $!; wait"], limit: TimeSpan.FromSeconds(2));

        var message = Assert.ThrowsAny<Exception>(() => process.Finish()).Message;

        Assert.Contains("did not end in time", message);
        Assert.Contains(process.Output.Trim(), message);
        Assert.True(HasEnded(int.Parse(process.Output)), $"The child {process.Output} goes on.");
    }

    // A killed process stays in the list until its new parent has asked for its end.
    private static bool HasEnded(int id)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30); Thread.Sleep(20))
        {
            var (exitCode, state, _) = ChildProcess.Run("ps", ["-o", "stat=", "-p", $"{id}"]);
            if (exitCode != 0 || state.StartsWith('Z')) return true;
        }

        return false;
    }
}
