using GlGan.Foundation;
using Microsoft.Extensions.Logging;

namespace GlGan.Training;

/// <summary>Writes a training to an application's log: ticks every now and then as information, notices as warnings.</summary>
/// <param name="logger">The log.</param>
/// <param name="interval">Shortest time between ticks, scores and the last one excepted; ten seconds unless given.</param>
public sealed partial class LoggerObserver(ILogger logger, TimeSpan? interval = null) : ITrainingObserver
{
    private readonly TickInterval _interval = new(interval);

    /// <inheritdoc/>
    public void OnStart(long? resumedAt)
    {
        if (resumedAt is { } images) LogResumed(logger, images);
    }

    /// <inheritdoc/>
    public void OnTick(TrainingTick tick)
    {
        ArgumentNullException.ThrowIfNull(tick);
        if (_interval.IsDue(tick)) LogTick(logger, tick.Phase, tick.Images, tick.TotalImages, tick.ImagesPerSecond, tick.Remaining, PlainText.Printable(Pairs(tick.Losses)), PlainText.Printable(Pairs(tick.Scores)));
    }

    /// <inheritdoc/>
    public void OnProgress(TrainingTick tick) => OnTick(tick);

    /// <inheritdoc/>
    public void OnNotice(string notice) => LogNotice(logger, PlainText.Printable(notice));

    private static string Pairs(IReadOnlyDictionary<string, double> values) => string.Join(", ", values.Select(value => FormattableString.Invariant($"{value.Key} {value.Value:0.####}")));

    [LoggerMessage(EventId = 20, EventName = "TrainingResumed", Level = LogLevel.Information, Message = "The training goes on after {Images} images.")]
    private static partial void LogResumed(ILogger logger, long images);

    [LoggerMessage(
        EventId = 21, EventName = "TrainingTick", Level = LogLevel.Information,
        Message = "{Phase}: {Images} of {TotalImages} images, {ImagesPerSecond:0.0}/s, {Remaining} left. Losses: {Losses}. Scores: {Scores}.")]
    private static partial void LogTick(ILogger logger, string phase, long images, long totalImages, double imagesPerSecond, TimeSpan remaining, string losses, string scores);

    [LoggerMessage(EventId = 22, EventName = "TrainingNotice", Level = LogLevel.Warning, Message = "{Notice}")]
    private static partial void LogNotice(ILogger logger, string notice);
}
