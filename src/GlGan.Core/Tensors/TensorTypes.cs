using static TorchSharp.torch;

namespace GlGan.Tensors;

/// <summary>Numbers of other types.</summary>
internal static class TensorTypes
{
    /// <summary>The tensor in a type: itself where it has that type already, and a new one else, owned by the caller's scope.</summary>
    internal static Tensor As(this Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to(type);
}
