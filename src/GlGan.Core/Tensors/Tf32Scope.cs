using static TorchSharp.torch;

namespace GlGan.Tensors;

/// <summary>
/// Allows or forbids TF32 in CUDA's matrix products and convolutions, and brings back what was set before. The switches belong to the process.
/// </summary>
internal sealed class Tf32Scope : IDisposable
{
    private readonly bool _products = backends.cuda.matmul.allow_tf32;
    private readonly bool _convolutions = backends.cudnn.allow_tf32;

    internal Tf32Scope(bool allow) => (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (allow, allow);

    /// <inheritdoc/>
    public void Dispose() => (backends.cuda.matmul.allow_tf32, backends.cudnn.allow_tf32) = (_products, _convolutions);
}
