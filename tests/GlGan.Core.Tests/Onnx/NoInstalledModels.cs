using System.Runtime.CompilerServices;

namespace GlGan.Tests.Onnx;

/// <summary>What is installed on the machine is not seen by the tests.</summary>
internal static class NoInstalledModels
{
    [ModuleInitializer]
    internal static void Hide() => Environment.SetEnvironmentVariable("GLGAN_MODELS", Path.Combine(Path.GetTempPath(), $"glgan-no-models-{Environment.ProcessId}"));
}
