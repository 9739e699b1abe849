using GlGan.Features;
using GlGan.Generators;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>
/// GP-Gen's encoder as a feature network: the outputs of its stages, finest first. It looks through the weights GP-Gen has at the moment, in evaluation
/// mode: normalisation statistics stay as they are, and no gradient reaches the weights by way of these features. Modes and frozen weights are afterwards as
/// before.
/// </summary>
/// <param name="generator">GP-Gen; borrowed. One thread at a time.</param>
public sealed class GlobalEncoderFeatures(GlobalGenerator generator) : IFeatureNetwork
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">GP-Gen does not take images of this size.</exception>
    public IReadOnlyList<Tensor> Features(Tensor images)
    {
        var training = generator.Encoder.training;
        var trained = generator.Encoder.parameters().Where(parameter => parameter.requires_grad).ToArray();
        try
        {
            generator.Encoder.eval();
            foreach (var parameter in trained) parameter.requires_grad = false;
            return generator.Encode(images);
        }
        finally
        {
            foreach (var parameter in trained) parameter.requires_grad = true;
            generator.Encoder.train(training);
        }
    }
}
