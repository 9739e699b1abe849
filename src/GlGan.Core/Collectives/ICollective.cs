using static TorchSharp.torch;

namespace GlGan.Collectives;

/// <summary>
/// Processes, called ranks, that train one model together. Every member but <see cref="Rank"/>, <see cref="Size"/> and <see cref="Abort"/> is called by all ranks, in the same
/// order, from one thread each, and returns when all have called it.
/// </summary>
public interface ICollective
{
    /// <summary>Number of this process, from 0. Rank 0 alone writes files and reports.</summary>
    int Rank { get; }

    /// <summary>Number of processes, at least 1.</summary>
    int Size { get; }

    /// <summary>
    /// Replaces every tensor by its sum over all ranks. Numbers are added in the order of the ranks, whatever their number and the sizes of the tensors, so that all ranks hold the same bits,
    /// and those of a loop in one process.
    /// </summary>
    /// <param name="tensors">Tensors of float32 on any device and in any layout, of the same shapes on all ranks; borrowed.</param>
    void Sum(IReadOnlyList<Tensor> tensors);

    /// <summary>Replaces every tensor by that of rank 0.</summary>
    /// <param name="tensors">Tensors of any type on any device, of the same types and shapes on all ranks; borrowed.</param>
    void Broadcast(IReadOnlyList<Tensor> tensors);

    /// <summary>The value of every rank, by its number.</summary>
    /// <param name="value">A small value, which may have another length on every rank.</param>
    IReadOnlyList<byte[]> Gather(ReadOnlySpan<byte> value);

    /// <summary>Waits until all ranks are here.</summary>
    void Barrier();

    /// <summary>Ends all processes at once, and says why. It does not return.</summary>
    /// <param name="reason">What is wrong with this rank.</param>
    void Abort(string reason);
}
