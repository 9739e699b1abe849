using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Kernels;

/// <summary>Access to the memory of tensors on the CPU.</summary>
internal static unsafe class TensorMemory
{
    /// <summary>The first number of a float32 tensor on the CPU. Valid as long as the tensor, which the caller keeps.</summary>
    /// <exception cref="InvalidOperationException">The tensor is on another device, whose memory the CPU cannot read, or of another type.</exception>
    internal static float* Of(Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU || tensor.dtype != ScalarType.Float32)
            throw new InvalidOperationException($"Kernels of the CPU compute with float32 on the CPU; got {tensor.dtype} on {tensor.device}.");
        using var gradient = no_grad();
        using var first = tensor.as_strided([1], [1], tensor.storage_offset());
        return (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(first.bytes));
    }

    /// <summary>Whether the channels of a pixel lie together in a tensor <c>[N, C, H, W]</c>, and its pixels one behind the other.</summary>
    internal static bool IsChannelsLast(Tensor tensor) =>
        tensor.stride() is [var image, 1, var row, var column] && tensor.shape is [_, var channels, var height, var width]
        && column == channels && row == width * channels && image == height * row;

    /// <summary>A tensor <c>[N, C, H, W]</c> in which the channels of a pixel lie together; its contents are undefined, and the caller owns it.</summary>
    internal static Tensor EmptyChannelsLast(long count, long channels, long height, long width, ScalarType dtype, Device device) =>
        empty_strided([count, channels, height, width], [height * width * channels, 1, width * channels, channels], dtype, device);

    /// <summary>A tensor <c>[N, C, H, W]</c> itself where the channels of a pixel lie together, else a copy in which they do, which the caller owns.</summary>
    internal static Tensor ToChannelsLast(Tensor tensor) => IsChannelsLast(tensor) ? tensor : CopyChannelsLast(tensor);

    /// <summary>A copy of <c>[N, C, H, W]</c> in which the channels of a pixel lie together; the caller owns it.</summary>
    internal static Tensor CopyChannelsLast(Tensor tensor)
    {
        // Not contiguous of a permuted view: where a side is 1 that leaves strides which libtorch takes for either layout.
        var last = EmptyChannelsLast(tensor.shape[0], tensor.shape[1], tensor.shape[2], tensor.shape[3], tensor.dtype, tensor.device);
        last.copy_(tensor);
        return last;
    }
}
