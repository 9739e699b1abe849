using Microsoft.Extensions.Logging;

namespace GlGan.Synthesis;

/// <summary>What the synthesis queue writes to a log.</summary>
internal static partial class SynthesisLog
{
    [LoggerMessage(EventId = 10, EventName = "BatchSynthesized", Level = LogLevel.Debug, Message = "Synthesised {Count} faces in {Milliseconds} ms by the model '{Model}'; {Waiting} wait.")]
    internal static partial void BatchSynthesized(this ILogger logger, int count, long milliseconds, string model, int waiting);

    [LoggerMessage(EventId = 11, EventName = "RequestRefused", Level = LogLevel.Warning, Message = "A request to the model '{Model}' was refused: {Capacity} wait already.")]
    internal static partial void RequestRefused(this ILogger logger, string model, int capacity);

    [LoggerMessage(EventId = 12, EventName = "SynthesisFailed", Level = LogLevel.Error, Message = "The synthesis of a face by the model '{Model}' failed.")]
    internal static partial void SynthesisFailed(this ILogger logger, Exception problem, string model);
}
