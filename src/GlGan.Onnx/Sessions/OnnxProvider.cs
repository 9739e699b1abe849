namespace GlGan.Onnx;

/// <summary>What ONNX Runtime computes on. All but the CPU need a build of ONNX Runtime that has it.</summary>
public enum OnnxProvider
{
    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>An NVIDIA card, by the package <c>Microsoft.ML.OnnxRuntime.Gpu</c>, CUDA and cuDNN.</summary>
    Cuda,

    /// <summary>Any card of a Windows machine, by the package <c>Microsoft.ML.OnnxRuntime.DirectML</c>.</summary>
    DirectML,

    /// <summary>Apple's accelerators, on macOS.</summary>
    CoreML,
}
