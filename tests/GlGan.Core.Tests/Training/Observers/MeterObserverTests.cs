using System.Diagnostics.Metrics;
using GlGan.Training;

namespace GlGan.Tests.Training;

public sealed class MeterObserverTests : IDisposable
{
    private readonly MeterObserver _observer = new();
    private readonly MeterListener _listener = new();
    private readonly List<(string Instrument, double Value, string? Loss)> _measured = [];
    private readonly Dictionary<string, Instrument> _instruments = [];

    public MeterObserverTests()
    {
        _listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == "GlGan.Core") _instruments[instrument.Name] = instrument;
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>(Note);
        _listener.Start();

        void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state = null) =>
            _measured.Add((instrument.Name, Convert.ToDouble(value), tags.Length == 0 ? null : $"{tags[0].Key}={tags[0].Value}"));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _observer.Dispose();
    }

    [Fact]
    public void Every_instrument_has_a_unit_and_a_description()
    {
        Assert.Equal(
            [("glgan.training.images", "{image}"), ("glgan.training.loss", "1"), ("glgan.training.score", "1"), ("glgan.training.speed", "{image}/s"), ("glgan.training.steps", "{step}")],
            _instruments.Values.Select(instrument => (instrument.Name, instrument.Unit!)).Order());
        Assert.All(_instruments.Values, instrument => Assert.EndsWith(".", instrument.Description));
        Assert.Equal("0.1.0", _instruments.Values.First().Meter.Version);
    }

    [Fact]
    public void Counters_tell_the_progress_since_the_last_tick_and_gauges_the_present()
    {
        Listen([.. _instruments.Keys]);

        _observer.OnTick(ExampleTick.At(0));
        _observer.OnTick(ExampleTick.At(10));
        _observer.OnTick(ExampleTick.At(30, loss: 0.25));

        Assert.Equal([0, 10, 20], Values("glgan.training.images"));
        Assert.Equal([0, 5, 10], Values("glgan.training.steps"));
        Assert.Equal([12.5, 12.5, 12.5], Values("glgan.training.speed"));
        Assert.Equal(
            [(0.25, "loss=pixel"), (0.5, "loss=generator")],
            _measured.Where(measured => measured.Instrument == "glgan.training.loss").TakeLast(2).Select(measured => (measured.Value, measured.Loss!)));
    }

    [Fact]
    public void Scores_are_gauges()
    {
        Listen("glgan.training.score");

        _observer.OnTick(ExampleTick.At(10) with { Scores = new Dictionary<string, double> { ["ssim"] = 0.5 } });

        Assert.Equal([("glgan.training.score", 0.5, "score=ssim")], _measured);
    }

    [Fact]
    public void A_resumed_training_does_not_count_the_images_of_the_first_process()
    {
        Listen("glgan.training.images");

        _observer.OnTick(ExampleTick.At(1000));
        _observer.OnTick(ExampleTick.At(1010));

        Assert.Equal([0, 10], Values("glgan.training.images"));
    }

    [Fact]
    public void A_rollback_does_not_count_backwards()
    {
        Listen("glgan.training.images");

        foreach (var images in (long[])[0, 30, 10, 20]) _observer.OnTick(ExampleTick.At(images));

        Assert.Equal([0, 30, 0, 10], Values("glgan.training.images"));
    }

    [Fact]
    public void Only_what_is_listened_to_is_measured()
    {
        _observer.OnTick(ExampleTick.At(0));
        _observer.OnTick(ExampleTick.At(10));
        Assert.Empty(_measured);

        Listen("glgan.training.images");
        _observer.OnTick(ExampleTick.At(30));

        Assert.Equal([("glgan.training.images", 20, null)], _measured);
    }

    private void Listen(params string[] names)
    {
        foreach (var name in names) _listener.EnableMeasurementEvents(_instruments[name]);
    }

    private IEnumerable<double> Values(string name) => _measured.Where(measured => measured.Instrument == name).Select(measured => measured.Value);
}
