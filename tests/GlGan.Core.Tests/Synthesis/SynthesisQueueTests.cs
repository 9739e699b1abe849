using GlGan.Faces;
using GlGan.Imaging;
using GlGan.Synthesis;
using Microsoft.Extensions.Logging.Abstractions;

namespace GlGan.Tests.Synthesis;

/// <summary>The queue before a network that the test opens and closes: what is in it shows its number as the width of an image.</summary>
public sealed class SynthesisQueueTests : IDisposable
{
    private readonly SemaphoreSlim _gate = new(0);
    private readonly SemaphoreSlim _entered = new(0);
    private readonly List<int[]> _batches = [];
    private int _failing = -1;

    public void Dispose()
    {
        _gate.Dispose();
        _entered.Dispose();
    }

    [Fact]
    public async Task What_waits_goes_together_up_to_the_largest_batch()
    {
        using var queue = Queue(maxBatch: 3);
        var first = await Occupy(queue);
        Task<ImageBuffer>[] waiting = [.. Enumerable.Range(2, 4).Select(number => queue.RunAsync(Number(number), Stop))];

        _gate.Release(3);
        var images = await Task.WhenAll([first, .. waiting]);

        Assert.Equal([1, 2, 3, 4, 5], images.Select(image => image.Width));
        Assert.Equal([[1], [2, 3, 4], [5]], _batches);
    }

    [Fact]
    public async Task A_canceled_request_never_reaches_the_network()
    {
        using var queue = Queue(maxBatch: 8);
        using var cancellation = new CancellationTokenSource();
        var first = await Occupy(queue);
        var canceled = queue.RunAsync(Number(2), cancellation.Token);
        var kept = queue.RunAsync(Number(3), Stop);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        _gate.Release(2);
        await Task.WhenAll(first, kept);

        Assert.Equal([[1], [3]], _batches);
    }

    [Fact]
    public async Task A_full_queue_that_refuses_says_how_many_wait()
    {
        using var queue = Queue(maxBatch: 1, new() { QueueCapacity = 1, WhenFull = FullQueue.Refuse });
        var first = await Occupy(queue);
        var second = queue.RunAsync(Number(2), Stop);

        var refusal = await Assert.ThrowsAsync<SynthesisQueueFullException>(() => queue.RunAsync(Number(3), Stop));

        Assert.Equal(1, refusal.Capacity);
        _gate.Release(2);
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Waiting_for_a_place_can_be_canceled()
    {
        using var queue = Queue(maxBatch: 1, new() { QueueCapacity = 1 });
        using var cancellation = new CancellationTokenSource();
        var first = await Occupy(queue);
        var second = queue.RunAsync(Number(2), Stop);
        var third = queue.RunAsync(Number(3), cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        _gate.Release(2);
        await Task.WhenAll(first, second);

        Assert.Equal([[1], [2]], _batches);
    }

    [Fact]
    public async Task A_request_that_fails_fails_alone()
    {
        _failing = 3;
        using var queue = Queue(maxBatch: 8);
        var first = await Occupy(queue);
        Task<ImageBuffer>[] waiting = [.. Enumerable.Range(2, 3).Select(number => queue.RunAsync(Number(number), Stop))];

        _gate.Release(5);

        Assert.Equal(1, (await first).Width);
        Assert.Equal(2, (await waiting[0]).Width);
        Assert.Equal("3 fails", (await Assert.ThrowsAsync<InvalidOperationException>(() => waiting[1])).Message);
        Assert.Equal(4, (await waiting[2]).Width);
    }

    [Fact]
    public async Task Disposal_finishes_what_is_in_the_network_and_ends_what_waits()
    {
        var queue = Queue(maxBatch: 1, new() { QueueCapacity = 1 });
        var first = await Occupy(queue);
        var second = queue.RunAsync(Number(2), Stop);
        var third = queue.RunAsync(Number(3), Stop);

        var disposal = Task.Run(queue.Dispose, Stop);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => third);
        _gate.Release();
        await disposal;

        Assert.Equal(1, (await first).Width);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => second);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.RunAsync(Number(4), Stop));
    }

    private SynthesisQueue Queue(int maxBatch, FaceSynthesizerOptions? options = null) =>
        new(Run, options ?? new FaceSynthesizerOptions(), maxBatch, new SynthesisTelemetry(NullLogger.Instance, null), TimeProvider.System);

    /// <summary>Puts request 1 into the network, where it stays until the gate opens.</summary>
    private async Task<Task<ImageBuffer>> Occupy(SynthesisQueue queue)
    {
        var first = queue.RunAsync(Number(1), Stop);
        await _entered.WaitAsync(Stop);
        return first;
    }

    private ImageBuffer[] Run(IReadOnlyList<AlignedInput> sources)
    {
        _entered.Release();
        _gate.Wait();
        var numbers = sources.Select(source => source.Global.Width).ToArray();
        if (numbers.Contains(_failing)) throw new InvalidOperationException($"{_failing} fails");
        _batches.Add(numbers);
        return [.. sources.Select(source => source.Global)];
    }

    private static AlignedInput Number(int number) => new(new ImageBuffer(number, 1), [], []);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
