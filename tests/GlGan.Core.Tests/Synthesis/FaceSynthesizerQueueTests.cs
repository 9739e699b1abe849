using GlGan.Synthesis;

namespace GlGan.Tests.Synthesis;

[Collection("Tensors")]
public sealed class FaceSynthesizerQueueTests : IDisposable
{
    private const int Threads = 16;

    private readonly GlGanModel _model = TinyModel.Create(seed: 3);
    private readonly SynthesisRequest[] _requests = [.. Enumerable.Range(0, 2 * Threads).Select(TinyModel.Request)];

    public void Dispose() => _model.Dispose();

    [OnTheCpu("elsewhere faces that wait are computed together, which rounds in another way.")]
    [Fact]
    public async Task From_16_threads_at_once_every_image_is_bitwise_the_sequential_one()
    {
        using var synthesizer = _model.CreateSynthesizer();
        var expected = _requests.Select(request => synthesizer.Synthesize([request])[0].Pixels).ToArray();
        var images = new byte[_requests.Length][];

        await Parallel.ForAsync(0, _requests.Length, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = Stop }, async (i, stop) =>
            images[i] = (await synthesizer.SynthesizeAsync(_requests[i], stop)).Pixels);

        for (var i = 0; i < images.Length; i++) Assert.Equal(expected[i], images[i]);
    }

    [Fact]
    public async Task Batches_of_what_waits_give_everyone_his_own_image()
    {
        using var synthesizer = _model.CreateSynthesizer(new() { MaxBatch = 8 });
        var expected = _requests.Select(request => synthesizer.Synthesize([request])[0].Pixels).ToArray();

        var images = await Task.WhenAll(_requests.Select(request => synthesizer.SynthesizeAsync(request, Stop)));

        for (var i = 0; i < images.Length; i++) Assert.All(expected[i].Zip(images[i].Pixels), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    [Fact]
    public async Task A_queue_that_waits_answers_more_requests_than_it_holds()
    {
        using var synthesizer = _model.CreateSynthesizer(new() { QueueCapacity = 1 });

        var images = await Task.WhenAll(_requests.Select(request => synthesizer.SynthesizeAsync(request, Stop)));

        Assert.Equal(_requests.Select(request => synthesizer.Synthesize([request])[0].Pixels), images.Select(image => image.Pixels));
    }

    [Fact]
    public async Task Bad_requests_fail_where_they_are_made()
    {
        using var synthesizer = _model.CreateSynthesizer();

        await Assert.ThrowsAsync<ArgumentException>(() => synthesizer.SynthesizeAsync(_requests[0] with { LocalImage = _requests[1].Image }, Stop));
        Assert.Throws<ArgumentException>(() => _model.CreateSynthesizer(new() { QueueCapacity = 0, MaxBatch = 0 }));
    }

    [Fact]
    public async Task A_disposed_synthesiser_says_so_and_disposing_twice_does_nothing()
    {
        var synthesizer = _model.CreateSynthesizer();
        await synthesizer.SynthesizeAsync(_requests[0], Stop);
        synthesizer.Dispose();
        synthesizer.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => synthesizer.SynthesizeAsync(_requests[0], Stop));
    }

    [Fact]
    public async Task A_queue_leaves_no_tensor_behind()
    {
        using var warm = _model.CreateSynthesizer();
        await warm.SynthesizeAsync(_requests[0], Stop);
        var before = LiveTensors.Settled();

        using (var synthesizer = _model.CreateSynthesizer()) await Task.WhenAll(_requests.Select(request => synthesizer.SynthesizeAsync(request, Stop)));

        Assert.Equal(before, LiveTensors.Now());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
