using Microsoft.Extensions.Logging;

namespace GlGan;

/// <summary>What the registration of models writes to a log.</summary>
internal static partial class ModelLog
{
    [LoggerMessage(
        EventId = 1, EventName = "ModelLoaded", Level = LogLevel.Information,
        Message = "Loaded the model '{Path}' ({Task}, {Size} pixels, {Images} images trained) to {Device} in {Milliseconds} ms, as '{Model}'.")]
    internal static partial void ModelLoaded(this ILogger logger, string path, string task, int size, long images, string device, long milliseconds, string model);
}
