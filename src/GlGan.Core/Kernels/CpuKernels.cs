using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>
/// Where the kernels of this folder compute: float32 on a CPU whose vectors hold eight numbers. Elsewhere, and where they are left out, libtorch's operators do the same, as they do on a GPU.
/// </summary>
internal static class CpuKernels
{
    /// <summary>Whether libtorch's operators compute everything, in the whole process: what a GPU will do can be compared with what the kernels do.</summary>
    internal static bool AreLeftOut { get; set; }

    /// <summary>Whether kernels compute with tensors like this one.</summary>
    internal static bool Serve(Tensor tensor) => Serve(tensor.device_type) && tensor.dtype == ScalarType.Float32;

    /// <summary>Whether kernels compute on devices of a type.</summary>
    internal static bool Serve(DeviceType device) => !AreLeftOut && Vector256.IsHardwareAccelerated && device == DeviceType.CPU;
}
