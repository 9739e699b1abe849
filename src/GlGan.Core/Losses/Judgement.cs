using GlGan.Discriminators;

namespace GlGan.Losses;

/// <summary>What one discriminator says of a batch of reals and of the fakes made for them. Tensors are borrowed.</summary>
/// <param name="Real">Outputs for the reals, one per scale or region.</param>
/// <param name="Fake">Outputs for the fakes, one per scale or region.</param>
public sealed record Judgement(IReadOnlyList<PatchOutput> Real, IReadOnlyList<PatchOutput> Fake);
