using GlGan.Tensors;
using static TorchSharp.torch;

namespace GlGan.Discriminators;

/// <summary>What one PatchGAN says about a batch. Tensors belong to the caller.</summary>
/// <param name="Logits">One value per patch, or two (class 0 real, class 1 fake), <c>[N, 1 or 2, h, w]</c>.</param>
/// <param name="Features">Activations of the layers before the logits, first layer first; in bfloat16 where the network computes in it.</param>
public sealed record PatchOutput(Tensor Logits, IReadOnlyList<Tensor> Features) : IDisposable
{
    /// <summary>Splits a batch of reals followed by as many fakes; the halves are views.</summary>
    internal (PatchOutput Real, PatchOutput Fake) Halves()
    {
        var (real, fake) = Logits.Halves(0);
        var features = Features.Select(feature => feature.Halves(0)).ToArray();
        return (new PatchOutput(real, [.. features.Select(halves => halves.First)]), new PatchOutput(fake, [.. features.Select(halves => halves.Second)]));
    }

    /// <summary>Frees all tensors.</summary>
    public void Dispose()
    {
        Logits.Dispose();
        foreach (var feature in Features) feature.Dispose();
    }
}
