using System.Diagnostics;
using GlGan.DependencyInjection;
using GlGan.Native;
using GlGan.Synthesis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GlGan;

/// <summary>Loads the model of an application's options.</summary>
internal static class ModelServices
{
    /// <summary>Loads the model of those options.</summary>
    /// <exception cref="InvalidOperationException">They name none.</exception>
    internal static GlGanModel Load(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptionsMonitor<GlGanOptions>>().Get(name);
        var path = options.ModelPath ?? throw new InvalidOperationException(
            $"There is no model to load: call UseModel(path), or set {nameof(GlGanOptions.ModelPath)} in the configuration{(name.Length == 0 ? "" : $" of '{name}'")}.");
        var start = Stopwatch.GetTimestamp();
        var device = TorchRuntime.SelectDevice(options.Device);
        var model = GlGanModel.Load(path, device);
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger(GlGanServiceBuilder.LogCategory) ?? NullLogger.Instance;
        logger.ModelLoaded(
            path, model.Info.Purpose.ToString(), model.Info.Generator.ImageSize, model.Info.ImagesTrained, device.ToString(), (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds,
            SynthesisTelemetry.Label(name));
        return model;
    }
}
