using System.Runtime.InteropServices;
using GlGan.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tests.Devices;

/// <summary>
/// libtorch's lazy tensors: a device of their own, with values, that every machine has. Like a GPU it refuses operations that are given tensors of the CPU too, and its memory cannot be read; it computes
/// when somebody asks for a value. So it stands for a GPU in tests where there is none.
/// </summary>
internal static class LazyDevice
{
    // c10::DeviceType::Lazy, which TorchSharp has no name for.
    internal const DeviceType Type = (DeviceType)17;

    private static readonly Lazy<bool> Started = new(Start);

    /// <summary>The device.</summary>
    internal static Device Get() => Started.Value ? new Device(Type, 0) : throw new InvalidOperationException("This libtorch has no lazy tensors.");

    private static bool Start()
    {
        TorchRuntime.EnsureLoaded();
        if (!NativeLibrary.TryGetExport(LoadedLibrary.Find("libtorch_cpu.so"), "_ZN5torch4lazy22InitTorchScriptBackendEv", out var start)) return false;
        Marshal.GetDelegateForFunctionPointer<Action>(start)();
        return true;
    }
}
