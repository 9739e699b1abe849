namespace GlGan.Training;

/// <summary>Where an <see cref="AugmentationController"/> stands, in the middle of an interval too.</summary>
/// <param name="Probability">The probability, 0 to 1.</param>
/// <param name="SignSum">Sum of the mean signs seen in this interval.</param>
/// <param name="SignCount">How many were summed.</param>
/// <param name="Steps">Steps of this interval done.</param>
/// <param name="Images">Images of this interval seen.</param>
internal sealed record AugmentationState(double Probability, double SignSum, long SignCount, int Steps, long Images);
