using Microsoft.Extensions.Logging;

namespace GlGan.Onnx;

/// <summary>What the registration of ONNX files writes to a log.</summary>
internal static partial class OnnxLog
{
    [LoggerMessage(
        EventId = 2, EventName = "OnnxModelLoaded", Level = LogLevel.Information,
        Message = "Loaded the model '{Path}' ({Task}, {Size} pixels) into ONNX Runtime ({Provider}) in {Milliseconds} ms, as '{Model}'.")]
    internal static partial void OnnxModelLoaded(this ILogger logger, string path, string task, int size, string provider, long milliseconds, string model);
}
