using Microsoft.ML.OnnxRuntime;

namespace GlGan.Onnx;

/// <summary>ONNX Runtime's own options.</summary>
internal static class SessionSettings
{
    /// <summary>Translates options; the caller disposes the result.</summary>
    /// <param name="path">The file they are for.</param>
    /// <param name="options">Valid options.</param>
    /// <exception cref="OnnxException">The provider is not there.</exception>
    internal static SessionOptions Create(string path, OnnxOptions options)
    {
        var settings = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, IntraOpNumThreads = options.Threads ?? 0 };
        try
        {
            // ONNX Runtime's other format, which it tells by some bytes, has external data of its own.
            settings.AddSessionConfigEntry("session.load_model_format", "ONNX");
            Append(settings, path, options);
            return settings;
        }
        catch
        {
            settings.Dispose();
            throw;
        }
    }

    private static void Append(SessionOptions settings, string path, OnnxOptions options)
    {
        if (options.Provider == OnnxProvider.Cpu) return;
        var (name, remedy) = Names(options.Provider);
        var available = OrtEnv.Instance().GetAvailableProviders();
        if (!available.Contains(name))
            throw new OnnxException(path, $"{options.Provider} was asked for, but this build of ONNX Runtime has only {string.Join(", ", available)}: {remedy}.");
        try
        {
            switch (options.Provider)
            {
                case OnnxProvider.Cuda: settings.AppendExecutionProvider_CUDA(options.DeviceId); break;
                case OnnxProvider.DirectML:
                    // It asks for both.
                    (settings.EnableMemoryPattern, settings.ExecutionMode) = (false, ExecutionMode.ORT_SEQUENTIAL);
                    settings.AppendExecutionProvider_DML(options.DeviceId);
                    break;
                default: settings.AppendExecutionProvider("CoreML"); break;
            }
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or NotSupportedException)
        {
            throw new OnnxException(path, $"{options.Provider} cannot be used: {e.Message}", e);
        }
    }

    private static (string Name, string Remedy) Names(OnnxProvider provider) => provider switch
    {
        OnnxProvider.Cuda => ("CUDAExecutionProvider", "reference the package Microsoft.ML.OnnxRuntime.Gpu in your application, and leave out the files of Microsoft.ML.OnnxRuntime (ExcludeAssets=\"all\")"),
        OnnxProvider.DirectML => ("DmlExecutionProvider", "reference the package Microsoft.ML.OnnxRuntime.DirectML in your application, on Windows, and leave out the files of Microsoft.ML.OnnxRuntime (ExcludeAssets=\"all\")"),
        _ => ("CoreMLExecutionProvider", "it is there on macOS"),
    };
}
