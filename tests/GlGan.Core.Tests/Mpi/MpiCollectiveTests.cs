using System.Diagnostics;
using GlGan.Attack;

namespace GlGan.Tests.Mpi;

/// <summary>Real processes on MPI.</summary>
public sealed class MpiCollectiveTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Sums_broadcasts_and_gathers_have_the_bits_of_a_loop_over_the_ranks(int size)
    {
        using var ranks = Start(size, "values");

        var (exitCode, output, error) = ranks.Finish();

        Assert.True(exitCode == 0, output + error);
        for (var rank = 0; rank < size; rank++) Assert.Contains($"rank {rank}: sums True, broadcasts True, gathers True, 1 threads", output);
    }

    [Fact]
    public void A_rank_that_gives_up_ends_all_and_says_why()
    {
        using var ranks = Start(3, "abort");

        var (exitCode, _, error) = ranks.Finish();

        Assert.NotEqual(0, exitCode);
        Assert.Matches(@"rank 1 \(process \d+ on .*\): the disk is gone", error);
    }

    [Fact]
    public void A_rank_that_leaves_while_others_wait_ends_all()
    {
        using var ranks = Start(2, "leave");

        var (exitCode, _, error) = ranks.Finish();

        Assert.NotEqual(0, exitCode);
        Assert.Contains("one of them has left, or they run different programs", error);
    }

    [Fact]
    public void A_rank_that_is_stopped_is_found_within_a_minute_and_named()
    {
        using var ranks = Start(2, "wait");
        while (!ranks.HasEnded && MpiExec.Processes(ranks.Output).Count < 2) Thread.Sleep(20);
        var stopped = MpiExec.Processes(ranks.Output)[0];
        var since = Stopwatch.StartNew();
        ChildProcess.Run("kill", ["-STOP", $"{stopped}"]);

        var (exitCode, _, error) = ranks.Finish();

        Assert.NotEqual(0, exitCode);
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Matches($@"rank 0 \(process {stopped} on .*\) has been silent for \d+ seconds", error);
    }

    [Fact]
    public void A_rank_that_stands_still_ends_all_and_is_named()
    {
        using var ranks = Start(2, "stall");

        var (exitCode, _, error) = ranks.Finish();

        Assert.NotEqual(0, exitCode);
        Assert.Matches(@"rank 1 \(process \d+ on .*\): has done nothing for 5 seconds", error);
    }

    private static ChildProcess Start(int size, string body) => MpiExec.Start(size, typeof(RankBody).Assembly.Location, RankBody.Verb, body);
}
