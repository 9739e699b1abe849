using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Native;

/// <summary>Access to libtorch: whether it loads, and which devices it has.</summary>
public static class TorchRuntime
{
    /// <summary>The <see cref="AppContext"/> switch that leaves libtorch and its heap as they are.</summary>
    internal const string UntouchedSwitch = "GlGan.LeaveLibtorchUntouched";

    private static readonly Lazy<NativeLibraryException?> Failure = new(Probe);

    /// <summary>
    /// Loads TorchSharp's native libraries, checks that convolutions are right, and lets the heap keep freed memory for the next tensors. Cheap after the first call.
    /// The <see cref="AppContext"/> switch <c>GlGan.LeaveLibtorchUntouched</c> leaves out everything but the loading.
    /// </summary>
    /// <exception cref="NativeLibraryException">They cannot be loaded.</exception>
    public static void EnsureLoaded()
    {
        if (Failure.Value is { } failure) throw new NativeLibraryException(failure.Library, failure.Message, failure.InnerException);
    }

    /// <summary>The device of that name, or the best one there is.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>, ...; <see langword="null"/> or <c>auto</c> takes CUDA when it is there, else the CPU.</param>
    /// <exception cref="ArgumentException">There is no such device on this machine.</exception>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded.</exception>
    public static Device SelectDevice(string? name = null)
    {
        EnsureLoaded();
        if (name is null or "auto") return cuda.is_available() ? CUDA : CPU;
        if (name == "cpu") return CPU;
        if (name == "cuda" || name.StartsWith("cuda:", StringComparison.Ordinal))
        {
            if (!cuda.is_available())
                throw new ArgumentException($"Device '{name}' was asked for, but libtorch sees no CUDA device. Reference TorchSharp-cuda-* and check the driver, or use 'cpu'.", nameof(name));
            if (name == "cuda") return CUDA;
            if (int.TryParse(name.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < cuda.device_count()) return new Device(DeviceType.CUDA, index);
        }

        throw new ArgumentException($"Unknown device '{name}'. Use 'auto', 'cpu', 'cuda' or 'cuda:N' with N below the number of devices.", nameof(name));
    }

    private static NativeLibraryException? Probe()
    {
        try
        {
            using var tensor = zeros(1);
            if (AppContext.TryGetSwitch(UntouchedSwitch, out var untouched) && untouched) return null;
            NativeHeap.Keep();
            return OneDnnGuard.Check() is { } problem ? new NativeLibraryException("libtorch_cpu", problem) : null;
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or NotSupportedException or EntryPointNotFoundException)
        {
            return NativeDiagnosis.Explain(e);
        }
    }
}
