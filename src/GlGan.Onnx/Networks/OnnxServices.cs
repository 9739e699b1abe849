using System.Diagnostics;
using System.Globalization;
using GlGan.DependencyInjection;
using GlGan.Synthesis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GlGan.Onnx;

/// <summary>Loads the network of an application's options.</summary>
internal static class OnnxServices
{
    private const string Automatic = "auto";

    /// <summary>Loads the network of those options.</summary>
    /// <exception cref="InvalidOperationException">They name none, or say twice on what to run it.</exception>
    internal static OnnxNetwork Load(IServiceProvider services, string name, OnnxOptions? given)
    {
        var configured = services.GetRequiredService<IOptionsMonitor<GlGanOptions>>().Get(name);
        var path = configured.ModelPath ?? throw new InvalidOperationException(
            $"There is no model to load: call UseOnnxModel(path), or set {nameof(GlGanOptions.ModelPath)} in the configuration{(name.Length == 0 ? "" : $" of '{name}'")}.");
        if (given is not null && configured.Device != Automatic)
        {
            throw new InvalidOperationException(
                $"{nameof(GlGanOptions)}.{nameof(GlGanOptions.Device)} is '{configured.Device}', and UseOnnxModel was given {nameof(OnnxOptions)}, which say on what to run: leave out one of both.");
        }

        var options = given ?? OfDevice(configured.Device);
        var start = Stopwatch.GetTimestamp();
        var network = OnnxNetwork.Load(path, options);
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger(GlGanServiceBuilder.LogCategory) ?? NullLogger.Instance;
        logger.OnnxModelLoaded(
            path, network.Purpose.ToString(), network.Framing.ImageSize, options.Provider.ToString(), (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds, SynthesisTelemetry.Label(name));
        return network;
    }

    // "cuda" or "cuda:N", else the CPU.
    private static OnnxOptions OfDevice(string device)
    {
        if (device is Automatic or "cpu") return new();
        var id = device.IndexOf(':') is var colon and >= 0 ? int.Parse(device.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        return new() { Provider = OnnxProvider.Cuda, DeviceId = id };
    }
}
