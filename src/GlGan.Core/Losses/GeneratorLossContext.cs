using GlGan.Features;
using GlGan.Generators;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>Everything a generator loss may look at. Tensors are borrowed.</summary>
/// <param name="Input">What the generator read.</param>
/// <param name="Output">What it made.</param>
/// <param name="Target">What it should have made, float in [-1, 1], <c>[N, 3, S, S]</c>.</param>
/// <param name="Judgements">What each discriminator says; no gradient flows into the discriminators' weights.</param>
/// <param name="GlobalEncoder">GP-Gen's encoder with its weights held constant, for losses that ask what it sees: <see cref="GlobalEncoderFeatures"/>.</param>
public sealed record GeneratorLossContext(
    GeneratorInput Input, GeneratorOutput Output, Tensor Target, IReadOnlyList<Judgement> Judgements, IFeatureNetwork? GlobalEncoder = null)
{
    /// <summary>Takes what is reported; none outside of a training.</summary>
    internal Action<string, Tensor>? Reports { get; init; }

    /// <summary>Logs a number of the loss's own beside its value, as <c>LOSS/name</c>: the mean over all reports between two ticks. Outside of a training it goes nowhere.</summary>
    /// <param name="name">Name, lower case with underscores.</param>
    /// <param name="value">The number, or several, whose mean counts; borrowed. It is not read before the tick, so nothing waits for the device.</param>
    public void Report(string name, Tensor value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        Reports?.Invoke(name, value);
    }
}
