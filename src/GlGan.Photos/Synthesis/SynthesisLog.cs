using Microsoft.Extensions.Logging;

namespace GlGan.Synthesis;

/// <summary>What the synthesis queue writes to a log.</summary>
internal static partial class SynthesisLog
{
    [LoggerMessage(EventId = 10, EventName = "BatchSynthesized", Level = LogLevel.Debug, Message = "Synthesised {Count} faces in {Milliseconds} ms; {Waiting} wait.")]
    internal static partial void BatchSynthesized(this ILogger logger, int count, long milliseconds, int waiting);

    [LoggerMessage(EventId = 11, EventName = "RequestRefused", Level = LogLevel.Warning, Message = "A request was refused: {Capacity} wait already.")]
    internal static partial void RequestRefused(this ILogger logger, int capacity);

    [LoggerMessage(EventId = 12, EventName = "SynthesisFailed", Level = LogLevel.Error, Message = "The synthesis of a face failed.")]
    internal static partial void SynthesisFailed(this ILogger logger, Exception problem);
}
