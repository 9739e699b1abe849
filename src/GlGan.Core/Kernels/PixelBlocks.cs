using GlGan.Native;
using static TorchSharp.torch;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace GlGan.Kernels;

/// <summary>
/// The pixels of a float32 tensor <c>[N, C, H, W]</c> whose channels lie together, in blocks that depend on the shape alone. A pixel is read as whole vectors; the
/// last one overlaps its neighbour where the number of channels, at least 8, is not a multiple of 8.
/// </summary>
/// <param name="Pixels">All pixels of all images.</param>
/// <param name="Channels">Numbers per pixel.</param>
internal readonly record struct PixelBlocks(int Pixels, int Channels)
{
    private const int Numbers = 1 << 15;

    /// <summary>Pixels of a block; the last one may have fewer.</summary>
    internal int Length { get; } = Math.Max(1, Numbers / Channels);

    /// <summary>Number of blocks.</summary>
    internal int Count => (Pixels + Length - 1) / Length;

    /// <summary>Numbers that whole vectors of a pixel take.</summary>
    internal int Padded => (Channels + Vector.Count - 1) / Vector.Count * Vector.Count;

    /// <summary>The channel at which the last vector of a pixel begins.</summary>
    internal int Last => Channels - Vector.Count;

    internal static PixelBlocks Of(Tensor tensor) => new(checked((int)(tensor.shape[0] * tensor.shape[2] * tensor.shape[3])), (int)tensor.shape[1]);

    /// <summary>Pixels of one block.</summary>
    internal int LengthOf(int block) => Math.Min(Length, Pixels - block * Length);

    /// <summary>Where a block begins, in numbers.</summary>
    internal nint Start(int block) => (nint)block * Length * Channels;

    /// <summary>Does something for each block, on libtorch's threads.</summary>
    internal void For(Action<int> body) => TorchWorkers.For(Count, body);
}
