using GlGan.Losses;

namespace GlGan.Training;

/// <summary>A term of the generator's objective and its weight.</summary>
/// <param name="Loss">The term.</param>
/// <param name="Weight">Factor on it, not negative.</param>
public sealed record WeightedLoss(IGeneratorLoss Loss, double Weight);
