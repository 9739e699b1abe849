using GlGan.Generators;
using static TorchSharp.torch;

namespace GlGan.Batches;

/// <summary>One batch on the training device. Owns its tensors.</summary>
/// <param name="Input">What the generator reads.</param>
/// <param name="Target">What it should make, float in [-1, 1], <c>[N, 3, S, S]</c>.</param>
public sealed record TrainingBatch(GeneratorInput Input, Tensor Target) : IDisposable
{
    /// <summary>Frees all tensors.</summary>
    public void Dispose()
    {
        Input.Dispose();
        Target.Dispose();
    }
}
