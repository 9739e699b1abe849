using GlGan.Discriminators;

namespace GlGan.Losses;

/// <summary>Everything a penalty may look at. Tensors are borrowed; no gradient flows into the images.</summary>
/// <param name="Discriminator">The discriminator to penalise, in the mode it trains in.</param>
/// <param name="Real">A batch of reals.</param>
/// <param name="Fake">As many fakes, with the same conditions and placements.</param>
/// <param name="Seed">Seed of the training.</param>
/// <param name="Step">Number of the step: random numbers are drawn from (seed, step), so that there is no state to save.</param>
public sealed record DiscriminatorPenaltyContext(Discriminator Discriminator, DiscriminatorInput Real, DiscriminatorInput Fake, ulong Seed, long Step);
