using GlGan.Discriminators;
using static TorchSharp.torch;

namespace GlGan.Losses;

/// <summary>Everything a penalty may look at. Tensors are borrowed; no gradient flows into the images.</summary>
/// <param name="Discriminator">The discriminator to penalise, in the mode it trains in.</param>
/// <param name="Real">A batch of reals.</param>
/// <param name="Fake">As many fakes, with the same conditions and placements.</param>
/// <param name="Seed">Seed of the training.</param>
/// <param name="Step">Number of the step: random numbers are drawn from (seed, step), so that there is no state to save.</param>
public sealed record DiscriminatorPenaltyContext(Discriminator Discriminator, DiscriminatorInput Real, DiscriminatorInput Fake, ulong Seed, long Step)
{
    /// <summary>Takes what is reported; none outside of a training.</summary>
    internal Action<string, Tensor>? Reports { get; init; }

    /// <summary>
    /// Logs a number of the penalty's own beside its value, as <c>PENALTY/name</c>: the mean over all reports between two ticks, those for other discriminators
    /// too. Outside of a training it goes nowhere.
    /// </summary>
    /// <param name="name">Name, lower case with underscores.</param>
    /// <param name="value">The number, or several, whose mean counts; borrowed. It is not read before the tick, so nothing waits for the device.</param>
    public void Report(string name, Tensor value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        Reports?.Invoke(name, value);
    }
}
