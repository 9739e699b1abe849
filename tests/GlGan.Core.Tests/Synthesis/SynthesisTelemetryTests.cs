using System.Diagnostics;
using System.Diagnostics.Metrics;
using GlGan.Synthesis;
using GlGan.Tests.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GlGan.Tests.Synthesis;

public sealed class SynthesisTelemetryTests : IDisposable
{
    private readonly string _model = $"model-{Guid.NewGuid():N}";
    private readonly SwitchedNetwork _network = new() { PreferredBatch = 8 };
    private readonly RecordingLoggers _log = new();
    private readonly MeterListener _listener = new();
    private readonly ActivityListener _spans;
    private readonly List<(string Instrument, double Value, string? Error)> _measured = [];
    private readonly List<Activity> _ended = [];
    private readonly Dictionary<string, (string? Unit, string? Description)> _instruments = [];

    public SynthesisTelemetryTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name != "GlGan.Synthesis") return;
            _instruments[instrument.Name] = (instrument.Unit, instrument.Description);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "GlGan.Synthesis",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("glgan.model"), _model)) lock (_ended) _ended.Add(span);
            },
        };
        ActivitySource.AddActivityListener(_spans);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public void Every_instrument_has_a_unit_and_a_description()
    {
        Create().Dispose();

        Assert.Equal(
            [
                ("glgan.synthesis.batch.size", "{face}"), ("glgan.synthesis.duration", "s"), ("glgan.synthesis.failed", "{request}"),
                ("glgan.synthesis.queue.length", "{request}"), ("glgan.synthesis.queue.wait", "s"), ("glgan.synthesis.refused", "{request}"),
            ],
            _instruments.Select(instrument => (instrument.Key, instrument.Value.Unit!)).Order());
        Assert.All(_instruments.Values, instrument => Assert.EndsWith(".", instrument.Description));
    }

    [Fact]
    public async Task What_waits_is_counted_and_timed_and_goes_together()
    {
        using var synthesizer = Create();
        _network.Gate.Reset();
        var first = Task.Run(() => synthesizer.SynthesizeAsync(TinyModel.Request(0), Stop), Stop);
        _network.Entered.Wait(Stop);
        var others = Enumerable.Range(1, 3).Select(person => synthesizer.SynthesizeAsync(TinyModel.Request(person), Stop)).ToArray();

        Assert.Equal(3, Values("glgan.synthesis.queue.length").Sum());
        _network.Gate.Set();
        await Task.WhenAll([first, .. others]);

        Assert.Equal(0, Values("glgan.synthesis.queue.length").Sum());
        Assert.Equal([1, 3], Values("glgan.synthesis.batch.size"));
        Assert.Equal(4, Values("glgan.synthesis.queue.wait").Count);
        Assert.Equal(4, Values("glgan.synthesis.duration").Count);
        Assert.All(Values("glgan.synthesis.queue.wait").Zip(Values("glgan.synthesis.duration").Order()), pair => Assert.InRange(pair.First, 0, 60));
        Assert.Empty(Values("glgan.synthesis.refused"));
        Assert.Empty(Values("glgan.synthesis.failed"));
    }

    [Fact]
    public async Task Refused_failed_and_cancelled_requests_are_told_apart_and_nothing_stays_in_the_queue()
    {
        using var synthesizer = Create(new() { QueueCapacity = 1, WhenFull = FullQueue.Refuse });
        using var cancellation = new CancellationTokenSource();
        _network.Gate.Reset();
        _network.Fails = true;
        var failing = Task.Run(() => synthesizer.SynthesizeAsync(TinyModel.Request(0), Stop), Stop);
        _network.Entered.Wait(Stop);
        var waiting = synthesizer.SynthesizeAsync(TinyModel.Request(1), cancellation.Token);

        await Assert.ThrowsAsync<SynthesisQueueFullException>(() => synthesizer.SynthesizeAsync(TinyModel.Request(2), Stop));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _network.Gate.Set();
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        synthesizer.Dispose();

        Assert.Equal([1], Values("glgan.synthesis.refused"));
        Assert.Equal([1], Values("glgan.synthesis.failed"));
        Assert.Equal(0, Values("glgan.synthesis.queue.length").Sum());
        string[] errors = [typeof(SynthesisQueueFullException).FullName!, typeof(TaskCanceledException).FullName!, typeof(InvalidOperationException).FullName!];
        Assert.Equal(errors, Of("glgan.synthesis.duration").Select(measured => measured.Error));
        Assert.Equal(errors, _ended.Select(span => span.GetTagItem("error.type")));
    }

    [Fact]
    public async Task Who_gives_up_waiting_for_a_place_waits_no_longer()
    {
        using var synthesizer = Create(new() { QueueCapacity = 1 });
        using var cancellation = new CancellationTokenSource();
        _network.Gate.Reset();
        var first = Task.Run(() => synthesizer.SynthesizeAsync(TinyModel.Request(0), Stop), Stop);
        _network.Entered.Wait(Stop);
        var second = synthesizer.SynthesizeAsync(TinyModel.Request(1), Stop);
        var third = synthesizer.SynthesizeAsync(TinyModel.Request(2), cancellation.Token);

        Assert.Equal(2, Values("glgan.synthesis.queue.length").Sum());
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        Assert.Equal(1, Values("glgan.synthesis.queue.length").Sum());
        _network.Gate.Set();
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task A_request_is_a_span_within_its_callers()
    {
        using var synthesizer = Create();
        using var caller = new Activity("request").Start();

        await synthesizer.SynthesizeAsync(TinyModel.Request(0), Stop);
        synthesizer.Synthesize([TinyModel.Request(0), TinyModel.Request(1)]);
        _network.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => synthesizer.SynthesizeAsync(TinyModel.Request(0), Stop));

        Assert.Same(caller, Activity.Current);
        Assert.All(_ended, span => Assert.Equal(($"synthesize {_model}", caller.SpanId), (span.DisplayName, span.ParentSpanId)));
        Assert.Equal([ActivityStatusCode.Unset, ActivityStatusCode.Unset, ActivityStatusCode.Error], _ended.Select(span => span.Status));
        Assert.Equal("The network is broken.", _ended[2].StatusDescription);
        Assert.Equal([1, 2, 1], Values("glgan.synthesis.batch.size"));
    }

    [Fact]
    public async Task Log_lines_name_the_model()
    {
        using var synthesizer = Create(new() { QueueCapacity = 1, WhenFull = FullQueue.Refuse });
        _network.Gate.Reset();
        var first = Task.Run(() => synthesizer.SynthesizeAsync(TinyModel.Request(0), Stop), Stop);
        _network.Entered.Wait(Stop);
        var second = synthesizer.SynthesizeAsync(TinyModel.Request(1), Stop);
        await Assert.ThrowsAsync<SynthesisQueueFullException>(() => synthesizer.SynthesizeAsync(TinyModel.Request(2), Stop));
        _network.Gate.Set();
        await Task.WhenAll(first, second);
        _network.Fails = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => synthesizer.SynthesizeAsync(TinyModel.Request(0), Stop));

        Assert.Equal([LogLevel.Warning, LogLevel.Debug, LogLevel.Debug, LogLevel.Error], _log.Entries.Select(entry => entry.Level));
        Assert.All(_log.Entries, entry => Assert.Contains($"'{_model}'", entry.Text));
    }

    private FaceSynthesizer Create(FaceSynthesizerOptions? options = null) => new(_network, options, _log, _model);

    private List<double> Values(string instrument) => [.. Of(instrument).Select(measured => measured.Value)];

    private List<(string Instrument, double Value, string? Error)> Of(string instrument)
    {
        lock (_measured) return [.. _measured.Where(measured => measured.Instrument == instrument)];
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (isOurs, error) = (false, (string?)null);
        foreach (var (key, content) in tags)
        {
            isOurs |= key == "glgan.model" && Equals(content, _model);
            if (key == "error.type") error = (string?)content;
        }

        if (isOurs) lock (_measured) _measured.Add((instrument.Name, value, error));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
