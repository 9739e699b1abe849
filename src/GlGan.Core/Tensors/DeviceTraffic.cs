using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tensors;

/// <summary>
/// The ways of numbers between the CPU and a device. A GPU computes what it was given while the CPU goes on: sending does not wait for it, reading does, and is counted, so that tests can tell that no step reads.
/// </summary>
internal static class DeviceTraffic
{
    private static long _reads;

    /// <summary>Values read so far, in the whole process.</summary>
    internal static long Reads => Interlocked.Read(ref _reads);

    /// <summary>Sends a tensor of the CPU, which is disposed or becomes the result; to a GPU through page-locked memory, which libtorch keeps for the next one.</summary>
    /// <returns>The tensor on the device; the caller disposes it.</returns>
    internal static Tensor Send(Tensor here, Device device)
    {
        if (device.type == DeviceType.CPU) return here;
        using (here)
        {
            if (device.type != DeviceType.CUDA) return here.to(device);
            using var locked = here.pin_memory();
            return locked.to(device, non_blocking: true);
        }
    }

    /// <summary>Sends numbers in a shape.</summary>
    internal static Tensor Send(float[] values, long[] shape, Device device) => Send(tensor(values, shape, device: CPU), device);

    /// <summary>Sends indices.</summary>
    internal static Tensor Send(long[] values, Device device) => Send(tensor(values, device: CPU), device);

    /// <summary>Reads one number, after everything before it has been computed.</summary>
    internal static float Read(Tensor scalar) => ReadAll(scalar)[0];

    /// <summary>Reads float32 numbers, after everything before them has been computed.</summary>
    internal static float[] ReadAll(Tensor tensor)
    {
        Interlocked.Increment(ref _reads);
        using var here = tensor.cpu();
        return here.data<float>().ToArray();
    }
}
