using static TorchSharp.torch;

namespace GlGan.Generators;

/// <summary>Everything a GL-GAN generator makes in one pass. The caller disposes it.</summary>
/// <param name="Image">The fused result, tanh range [-1, 1], <c>[N, 3, S, S]</c>.</param>
/// <param name="GlobalImage">GP-Gen's own image, tanh range [-1, 1], <c>[N, 3, S, S]</c>; <see langword="null"/> from a generator without GP-Gen.</param>
/// <param name="LocalImages">Each LP-Gen's own image by region, tanh range [-1, 1], <c>[N, 3, h, w]</c>; empty from a generator without LP-Gens.</param>
/// <param name="LocalCanvas">The local images blended onto one canvas, 0 (grey) where no region lies, <c>[N, 3, S, S]</c>.</param>
public sealed record GeneratorOutput(Tensor Image, Tensor? GlobalImage, IReadOnlyDictionary<string, Tensor> LocalImages, Tensor LocalCanvas) : IDisposable
{
    /// <summary>Frees all tensors.</summary>
    public void Dispose()
    {
        Image.Dispose();
        GlobalImage?.Dispose();
        foreach (var image in LocalImages.Values) image.Dispose();
        LocalCanvas.Dispose();
    }
}
