using TorchSharp;
using static TorchSharp.torch;

namespace GlGan.Tensors;

/// <summary>
/// Owns every tensor created on this thread between its construction and its disposal, and frees them together.
/// Use one per training step or inference call; never <c>await</c> inside one, because TorchSharp's scopes belong to a thread.
/// </summary>
public sealed class TensorScope : IDisposable
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly DisposeScope _scope = NewDisposeScope();
    private bool _disposed;

    /// <summary>Lets a tensor outlive this scope; the caller owns it from now on and disposes it.</summary>
    /// <param name="tensor">A tensor made inside this scope.</param>
    /// <returns>The same tensor.</returns>
    public Tensor Keep(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.MoveToOuterDisposeScope();
    }

    /// <summary>Frees the tensors of this scope.</summary>
    /// <exception cref="InvalidOperationException">Called on another thread than the constructor, which would free another thread's tensors.</exception>
    public void Dispose()
    {
        if (_disposed) return;
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new InvalidOperationException(
                "A TensorScope was disposed on another thread than it was opened on. Do not await between opening and disposing one.");
        }

        _disposed = true;
        _scope.Dispose();
    }
}
