using static TorchSharp.torch;

namespace GlGan.Tensors;

/// <summary>Casts of tensors.</summary>
internal static class TensorTypes
{
    /// <summary>The tensor itself where it has that type already, otherwise a cast that the current scope owns. Move the result to another scope only where the tensor is yours.</summary>
    internal static Tensor As(this Tensor tensor, ScalarType type) => tensor.dtype == type ? tensor : tensor.to(type);

    /// <summary>The type to compute in where eight bits do not do: float32 for bfloat16, otherwise the type itself.</summary>
    internal static ScalarType Precise(this ScalarType type) => type == ScalarType.BFloat16 ? ScalarType.Float32 : type;
}
