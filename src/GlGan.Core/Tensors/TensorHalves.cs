using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tensors;

/// <summary>Splits tensors in two.</summary>
internal static class TensorHalves
{
    /// <summary>Both halves along an axis of even length; views, owned by the caller.</summary>
    internal static (Tensor First, Tensor Second) Halves(this Tensor tensor, long axis)
    {
        // One operator has the cheaper gradient. Devices that have it by way of the CPU, as libtorch's lazy tensors do, leave what comes of it there.
        if (tensor.device_type is DeviceType.CPU or DeviceType.CUDA) return tensor.chunk(2, axis) is [var first, var second] ? (first, second) : throw new ArgumentException("There is nothing to halve.", nameof(tensor));
        var half = tensor.shape[axis] / 2;
        return (tensor.narrow(axis, 0, half), tensor.narrow(axis, half, half));
    }
}
