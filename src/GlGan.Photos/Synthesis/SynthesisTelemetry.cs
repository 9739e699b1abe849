using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace GlGan.Synthesis;

/// <summary>What a synthesiser tells of itself under the name of its model: log lines, metrics by OpenTelemetry's conventions, and a span per request.</summary>
internal sealed class SynthesisTelemetry
{
    private const string ErrorTag = "error.type";

    private static readonly string? Version = typeof(SynthesisTelemetry).Assembly.GetName().Version?.ToString(3);
    private static readonly ActivitySource Source = new(FaceSynthesizer.TelemetryName, Version);
    private static readonly Meter Meter = new(FaceSynthesizer.TelemetryName, Version);

    private static readonly UpDownCounter<long> QueueLength = Meter.CreateUpDownCounter<long>("glgan.synthesis.queue.length", "{request}", "Requests that wait for the network.");
    private static readonly Histogram<double> QueueWait = Meter.CreateHistogram<double>("glgan.synthesis.queue.wait", "s", "Time a request has waited when the network takes it.");
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("glgan.synthesis.batch.size", "{face}", "Faces that go through the network together.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("glgan.synthesis.duration", "s", "Time from a request to its image or its error.");
    private static readonly Counter<long> RefusedRequests = Meter.CreateCounter<long>("glgan.synthesis.refused", "{request}", "Requests refused because the queue was full.");
    private static readonly Counter<long> FailedRequests = Meter.CreateCounter<long>("glgan.synthesis.failed", "{request}", "Requests that ended with an error, refused and cancelled ones apart.");

    private readonly ILogger _logger;
    private readonly string _model;
    private readonly string _span;
    private readonly KeyValuePair<string, object?> _tag;

    // Without it the runtime may wait with the instruments until the first request: listeners are to see them as soon as there is a synthesiser.
    static SynthesisTelemetry()
    {
    }

    internal SynthesisTelemetry(ILogger logger, string? model)
    {
        (_logger, _model) = (logger, Label(model));
        (_span, _tag) = ($"synthesize {_model}", new("glgan.model", _model));
    }

    /// <summary>What a model is called here: its name, or <c>default</c> where it has none.</summary>
    internal static string Label(string? model) => string.IsNullOrEmpty(model) ? "default" : model;

    /// <summary>Follows a request from its arrival to its end.</summary>
    internal async Task<T> FollowAsync<T>(Func<Task<T>> request)
    {
        using var span = Source.StartActivity(_span);
        span?.SetTag(_tag.Key, _tag.Value);
        var start = Stopwatch.GetTimestamp();
        try
        {
            var result = await request().ConfigureAwait(false);
            Duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, _tag);
            return result;
        }
        catch (Exception problem)
        {
            var error = problem.GetType().FullName;
            Duration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, _tag, new(ErrorTag, error));
            span?.SetTag(ErrorTag, error).SetStatus(ActivityStatusCode.Error, problem.Message);
            if (problem is SynthesisQueueFullException) RefusedRequests.Add(1, _tag);
            else if (problem is not OperationCanceledException) FailedRequests.Add(1, _tag);
            throw;
        }
    }

    /// <summary>A request begins to wait.</summary>
    internal void Queued() => QueueLength.Add(1, _tag);

    /// <summary>A request waits no longer.</summary>
    internal void Dequeued() => QueueLength.Add(-1, _tag);

    /// <summary>The network takes a request that has waited.</summary>
    internal void Taken(TimeSpan wait) => QueueWait.Record(wait.TotalSeconds, _tag);

    /// <summary>The network takes a batch.</summary>
    internal void Batch(int count) => BatchSize.Record(count, _tag);

    /// <summary>The network has made a batch.</summary>
    internal void Synthesized(int count, TimeSpan time, int waiting) => _logger.BatchSynthesized(count, (long)time.TotalMilliseconds, _model, waiting);

    /// <summary>The queue is full.</summary>
    internal void Refused(int capacity) => _logger.RequestRefused(_model, capacity);

    /// <summary>The network has failed.</summary>
    internal void Failed(Exception problem) => _logger.SynthesisFailed(problem, _model);
}
