using static TorchSharp.torch;

namespace GlGan.Collectives;

/// <summary>
/// Processes, called ranks, that train one model together. Every method but <see cref="Abort"/> is called by all ranks, in the same order, from one thread each, and returns when all have
/// called it.
/// </summary>
public interface ICollective : IRanks
{
    /// <summary>
    /// Replaces every tensor by its sum over all ranks. Numbers are added in the order of the ranks, whatever their number and the sizes of the tensors, so that all ranks hold the same bits,
    /// and those of a loop in one process.
    /// </summary>
    /// <param name="tensors">Tensors of float32 on any device and in any layout, of the same shapes on all ranks; borrowed.</param>
    void Sum(IReadOnlyList<Tensor> tensors);

    /// <summary>Replaces every tensor by that of rank 0.</summary>
    /// <param name="tensors">Tensors of any type on any device, of the same types and shapes on all ranks; borrowed.</param>
    void Broadcast(IReadOnlyList<Tensor> tensors);

    /// <summary>Waits until all ranks are here.</summary>
    void Barrier();

    /// <summary>Ends all processes at once, and says why. It does not return.</summary>
    /// <param name="reason">What is wrong with this rank.</param>
    void Abort(string reason);
}
