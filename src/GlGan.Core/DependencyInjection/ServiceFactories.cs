using System.Diagnostics;
using GlGan.Editing;
using GlGan.Runtime;
using GlGan.Synthesis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GlGan.DependencyInjection;

/// <summary>Makes the services that <c>AddGlGan</c> registers.</summary>
internal static class ServiceFactories
{
    private const string LogCategory = "GlGan";

    /// <summary>Loads the model of those options.</summary>
    /// <exception cref="InvalidOperationException">They name none.</exception>
    internal static GlGanModel Model(IServiceProvider services, string name)
    {
        var options = OptionsOf(services, name);
        var path = options.ModelPath ?? throw new InvalidOperationException(
            $"There is no model to synthesise with: call AddGlGan({(name.Length == 0 ? "" : $"\"{name}\"")}).UseModel(path), or set {nameof(GlGanOptions.ModelPath)} in the configuration.");
        var start = Stopwatch.GetTimestamp();
        var device = TorchRuntime.SelectDevice(options.Device);
        var model = GlGanModel.Load(path, device);
        Logger(services).ModelLoaded(
            path, model.Info.Task.ToString(), model.Info.Generator.ImageSize, model.Info.ImagesTrained, device.ToString(), (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        return model;
    }

    internal static FaceSynthesizer Synthesizer(IServiceProvider services, string name, GlGanModel model) =>
        new(model.Folded(), model.Info.Task, OptionsOf(services, name).Synthesis, Logger(services));

    /// <summary>An editor of the parts the application has registered, with defaults for the others.</summary>
    internal static FaceEditor Editor(IServiceProvider services) => new(
        services.GetService<ISwapMethod>(), services.GetService<SwapOptions>(), services.GetService<IImageBlender>(), services.GetService<IImageSmoother>());

    private static GlGanOptions OptionsOf(IServiceProvider services, string name) => services.GetRequiredService<IOptionsMonitor<GlGanOptions>>().Get(name);

    private static ILogger Logger(IServiceProvider services) => services.GetService<ILoggerFactory>()?.CreateLogger(LogCategory) ?? NullLogger.Instance;
}
