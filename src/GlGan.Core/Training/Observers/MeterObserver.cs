using System.Diagnostics.Metrics;

namespace GlGan.Training;

/// <summary>
/// Publishes a training as .NET metrics, for OpenTelemetry, <c>dotnet-counters</c> or a <see cref="MeterListener"/>: counters <c>glgan.training.images</c> and
/// <c>glgan.training.steps</c>, gauges <c>glgan.training.speed</c> (images per second), <c>glgan.training.loss</c>, tagged <c>loss</c> with the loss's name, and <c>glgan.training.score</c>, tagged
/// <c>score</c>.
/// </summary>
public sealed class MeterObserver : ITrainingObserver, IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "GlGan.Core";

    private readonly Meter _meter = new(MeterName, typeof(MeterObserver).Assembly.GetName().Version?.ToString(3));
    private readonly Counter<long> _images;
    private readonly Counter<long> _steps;
    private readonly Gauge<double> _speed;
    private readonly Gauge<double> _loss;
    private readonly Gauge<double> _score;
    private (long Images, long Steps)? _last;

    /// <summary>Creates the instruments.</summary>
    public MeterObserver()
    {
        _images = _meter.CreateCounter<long>("glgan.training.images", "{image}", "Training images shown to the networks.");
        _steps = _meter.CreateCounter<long>("glgan.training.steps", "{step}", "Training steps made.");
        _speed = _meter.CreateGauge<double>("glgan.training.speed", "{image}/s", "Training images per second since the last tick.");
        _loss = _meter.CreateGauge<double>("glgan.training.loss", "1", "Mean of a loss since the last tick, before its weight.");
        _score = _meter.CreateGauge<double>("glgan.training.score", "1", "A score of the averaged generator as last measured.");
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);

        // A resumed training begins with images that this process has not seen; a rollback goes back, and counters must not.
        var (images, steps) = _last ?? (tick.Images, tick.Steps);
        _last = (tick.Images, tick.Steps);
        if (_images.Enabled) _images.Add(Math.Max(0, tick.Images - images));
        if (_steps.Enabled) _steps.Add(Math.Max(0, tick.Steps - steps));
        if (_speed.Enabled) _speed.Record(tick.ImagesPerSecond);
        Record(_loss, "loss", tick.Losses);
        Record(_score, "score", tick.Scores);
    }

    /// <summary>Ends the instruments.</summary>
    public void Dispose() => _meter.Dispose();

    private static void Record(Gauge<double> gauge, string tag, IReadOnlyDictionary<string, double> values)
    {
        if (!gauge.Enabled) return;
        foreach (var (name, value) in values) gauge.Record(value, new KeyValuePair<string, object?>(tag, name));
    }
}
