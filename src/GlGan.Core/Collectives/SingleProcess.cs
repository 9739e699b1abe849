using System.Diagnostics;
using static TorchSharp.torch;

namespace GlGan.Collectives;

/// <summary>One process that trains alone.</summary>
internal sealed class SingleProcess : ICollective
{
    internal static SingleProcess Instance { get; } = new();

    public int Rank => 0;

    public int Size => 1;

    public void Sum(IReadOnlyList<Tensor> tensors)
    {
    }

    public void Broadcast(IReadOnlyList<Tensor> tensors)
    {
    }

    public IReadOnlyList<byte[]> Gather(ReadOnlySpan<byte> value) => [value.ToArray()];

    public void Barrier()
    {
    }

    public void Abort(string reason) => throw new UnreachableException($"A process that trains alone has nobody to end: {reason}");
}
