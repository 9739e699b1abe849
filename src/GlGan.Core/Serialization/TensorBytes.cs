using static TorchSharp.torch;

namespace GlGan.Serialization;

/// <summary>The memory of a contiguous CPU tensor, in pieces that fit a span.</summary>
internal static class TensorBytes
{
    private const long ChunkElements = 1 << 27;

    /// <summary>Gives the bytes of a tensor, in order, to a callback.</summary>
    internal static void ForEachChunk(Tensor tensor, Action<Span<byte>> use)
    {
        var count = tensor.numel();
        if (count == 0) return;
        if (count <= ChunkElements)
        {
            use(tensor.bytes);
            return;
        }

        using var flat = tensor.view(-1);
        for (long start = 0; start < count; start += ChunkElements)
        {
            using var chunk = flat.narrow(0, start, Math.Min(ChunkElements, count - start));
            use(chunk.bytes);
        }
    }
}
