using System.Diagnostics;
using System.Security.Cryptography;
using GlGan.Pairs;

namespace GlGan.Tests.Pairs;

public sealed class BatchLoaderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(7, 2)]
    public void The_stream_does_not_depend_on_workers_or_prefetch(int workers, int prefetch)
    {
        var task = new NumberedTask(index => Thread.SpinWait((int)(index * 7919 % 13) * 2000));
        using var loader = new BatchLoader(task, new() { BatchSize = 5, Workers = workers, Prefetch = prefetch });
        var expected = new PackedBatch(5, 16, task.Regions);

        for (var number = 0; number < 30; number++)
        {
            var batch = loader.Take(TestContext.Current.CancellationToken);

            Assert.Equal(5L * number, batch.FirstIndex);
            Assert.Equal(5L * (number + 1), loader.Position);
            for (var slot = 0; slot < 5; slot++) new NumberedTask().Create(5 * number + slot, expected[slot]);
            Assert.Equal(Hash(expected), Hash(batch));
            loader.Return(batch);
        }
    }

    [Fact]
    public void A_second_loader_goes_on_at_the_position_of_the_first()
    {
        using var first = new BatchLoader(new NumberedTask(), new() { BatchSize = 4 });
        for (var i = 0; i < 3; i++) first.Return(first.Take(TestContext.Current.CancellationToken));
        using var second = new BatchLoader(new NumberedTask(), new() { BatchSize = 4 });
        second.StartAt(first.Position);

        Assert.Equal(12, second.Position);
        Assert.Equal(Hash(first.Take(TestContext.Current.CancellationToken)), Hash(second.Take(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void A_loader_is_moved_before_its_first_batch_only()
    {
        using var loader = new BatchLoader(new NumberedTask(), new() { BatchSize = 4 });
        loader.StartAt(7);
        loader.Return(loader.Take(TestContext.Current.CancellationToken));

        Assert.Equal(11, loader.Position);
        Assert.Contains("before its first batch", Assert.Throws<InvalidOperationException>(() => loader.StartAt(0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => loader.StartAt(-1));
    }

    [Fact]
    public async Task Workers_stop_when_the_prefetched_batches_are_full()
    {
        var task = new NumberedTask();
        using var loader = new BatchLoader(task, new() { BatchSize = 4, Workers = 3, Prefetch = 2 });
        loader.Take(TestContext.Current.CancellationToken);

        while (task.Made < 12) await Task.Delay(5, TestContext.Current.CancellationToken);
        await Task.Delay(100, TestContext.Current.CancellationToken);

        Assert.Equal(12, task.Made);
    }

    [Fact]
    public void A_failure_comes_out_at_its_batch_with_the_index_and_stays()
    {
        var task = new NumberedTask(index =>
        {
            if (index is 10 or 11) throw new IOException("unreadable");
        });
        using var loader = new BatchLoader(task, new() { BatchSize = 4, Workers = 4 });
        loader.Return(loader.Take(TestContext.Current.CancellationToken));
        loader.Return(loader.Take(TestContext.Current.CancellationToken));

        for (var i = 0; i < 2; i++)
        {
            var error = Assert.Throws<TrainingExampleException>(() => loader.Take(TestContext.Current.CancellationToken));
            Assert.Equal(10, error.Index);
            Assert.Contains("example 10 could not be made: unreadable", error.Message);
            Assert.IsType<IOException>(error.InnerException);
        }

        Assert.Equal(8, loader.Position);
    }

    [Fact]
    public async Task Waiting_ends_on_cancellation_and_on_disposal()
    {
        using var gate = new ManualResetEventSlim();
        var loader = new BatchLoader(new NumberedTask(_ => gate.Wait(TimeSpan.FromSeconds(20))), new() { BatchSize = 2, Workers = 2 });
        using var cancellation = new CancellationTokenSource(50);

        Assert.Throws<OperationCanceledException>(() => loader.Take(cancellation.Token));
        var waiting = Task.Run(() => Assert.Throws<ObjectDisposedException>(() => loader.Take(CancellationToken.None)), TestContext.Current.CancellationToken);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        var disposing = Task.Run(loader.Dispose, TestContext.Current.CancellationToken);
        await waiting.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        gate.Set();
        await disposing.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);

        Assert.Throws<ObjectDisposedException>(() => loader.Take(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Disposing_does_not_wait_for_a_task_that_hangs()
    {
        using var gate = new ManualResetEventSlim();
        var loader = new BatchLoader(new NumberedTask(_ => gate.Wait(TimeSpan.FromSeconds(60))), new() { Workers = 3 });
        var watch = Stopwatch.StartNew();

        loader.Dispose();

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        gate.Set();
        Thread.Sleep(50);
    }

    [Fact]
    public void Taking_every_batch_without_returning_one_is_an_error_not_a_hang()
    {
        using var loader = new BatchLoader(new NumberedTask(), new() { BatchSize = 1, Prefetch = 1 });
        var batch = loader.Take(TestContext.Current.CancellationToken);
        loader.Take(TestContext.Current.CancellationToken);

        Assert.Contains("All 2 batches", Assert.Throws<InvalidOperationException>(() => loader.Take(TestContext.Current.CancellationToken)).Message);
        loader.Return(batch);
        Assert.Throws<ArgumentException>(() => loader.Return(batch));
        Assert.Equal(2, loader.Take(TestContext.Current.CancellationToken).FirstIndex);
    }

    [Fact]
    public void Invalid_options_are_listed_together()
    {
        var wrong = new BatchLoaderOptions { BatchSize = 0, Workers = 0, Prefetch = 0 };
        string[] errors = ["BatchSize must be at least 1; got 0", "Workers", "Prefetch"];

        var message = Assert.Throws<ArgumentException>(() => new BatchLoader(new NumberedTask(), wrong)).Message;

        Assert.All(errors, error => Assert.Contains(error, message));
    }

    private static string Hash(PackedBatch batch)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in batch.Crops.Prepend(batch.Target).Prepend(batch.Input)) hash.AppendData(part);
        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(batch.Centers.AsSpan()));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
