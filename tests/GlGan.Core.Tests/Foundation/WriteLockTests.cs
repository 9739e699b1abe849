using GlGan.Foundation;

namespace GlGan.Tests.Foundation;

public sealed class WriteLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_at_a_time_has_it_and_the_other_is_told_the_process()
    {
        using var mine = WriteLock.Take(_folder.FullPath);

        var refusal = Assert.Throws<IOException>(() => WriteLock.Take(_folder.FullPath));

        Assert.StartsWith($"'{_folder.FullPath}' is being written by process {Environment.ProcessId} on {Environment.MachineName}, since 2", refusal.Message);
    }

    [Fact]
    public void It_is_free_again_without_a_trace()
    {
        var mine = WriteLock.Take(_folder.FullPath);
        mine.Dispose();
        using var next = WriteLock.Take(_folder.FullPath);

        mine.Dispose();

        Assert.Throws<IOException>(() => WriteLock.Take(_folder.FullPath));
        next.Dispose();
        if (!OperatingSystem.IsMacOS()) Assert.Empty(_folder.Names());
    }

    [Fact]
    public void Files_of_one_folder_have_locks_of_their_own()
    {
        using var one = WriteLock.Take(_folder.File("a"));
        using var other = WriteLock.Take(_folder.File(new string('b', 255)));

        Assert.Throws<IOException>(() => WriteLock.Take(_folder.File("a")));
    }

    [Fact]
    public void A_link_to_the_folder_leads_to_the_same_lock()
    {
        Directory.CreateDirectory(_folder.File("real"));
        using var mine = WriteLock.Take(_folder.File("real"));

        Assert.Throws<IOException>(() => WriteLock.Take(SpecialFiles.Link(_folder.File("link"), _folder.File("real"))));
    }

    [Fact]
    public void What_a_killed_process_left_behind_is_no_lock()
    {
        File.WriteAllText(_folder.File(".lock"), "");
        File.WriteAllText(_folder.File(".lock-owner"), "process 1 on elsewhere");

        using var mine = WriteLock.Take(_folder.FullPath);

        Assert.StartsWith($"process {Environment.ProcessId} ", File.ReadAllText(_folder.File(".lock-owner")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pipe_or_device_in_the_place_of_the_owner_is_not_read(bool pipe)
    {
        using var mine = WriteLock.Take(_folder.FullPath);
        File.Delete(_folder.File(".lock-owner"));
        if (pipe) SpecialFiles.Pipe(_folder.File(".lock-owner"));
        else SpecialFiles.Link(_folder.File(".lock-owner"), "/dev/zero");

        Assert.Contains("by another process", Assert.Throws<IOException>(() => WriteLock.Take(_folder.FullPath)).Message);
    }

    [Fact]
    public void Of_an_owner_no_more_is_read_than_it_has()
    {
        using var mine = WriteLock.Take(_folder.FullPath);
        File.WriteAllText(_folder.File(".lock-owner"), new string('x', 1_000_000));

        Assert.InRange(Assert.Throws<IOException>(() => WriteLock.Take(_folder.FullPath)).Message.Length, 100, 1000);
    }

    [Fact]
    public void A_pipe_in_its_place_is_refused()
    {
        SpecialFiles.Pipe(_folder.File(".lock"));

        Assert.Contains("is a pipe", Assert.Throws<IOException>(() => WriteLock.Take(_folder.FullPath)).Message);
    }

    [Fact]
    public void Nothing_is_written_through_a_link_in_the_place_of_the_owner()
    {
        File.WriteAllText(_folder.File("precious"), "as it was");
        SpecialFiles.Link(_folder.File(".lock-owner"), _folder.File("precious"));

        WriteLock.Take(_folder.FullPath).Dispose();

        Assert.Equal("as it was", File.ReadAllText(_folder.File("precious")));
    }

    [Fact]
    public void However_many_hurry_one_has_it()
    {
        var (holders, most, taken) = (0, 0, 0);

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, _ =>
        {
            try
            {
                using var hold = WriteLock.Take(_folder.FullPath);
                Interlocked.Increment(ref taken);
                most = Math.Max(most, Interlocked.Increment(ref holders));
                Thread.Yield();
                Interlocked.Decrement(ref holders);
            }
            catch (IOException)
            {
                // Somebody else has it.
            }
        });

        Assert.Equal(1, most);
        Assert.InRange(taken, 1, 400);
    }
}
