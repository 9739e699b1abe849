namespace GlGan.Training;

/// <summary>A score as a checkpoint keeps it.</summary>
/// <param name="Value">The number.</param>
/// <param name="HigherIsBetter">Whether a larger one would be better.</param>
internal readonly record struct MeasuredScore(double Value, bool HigherIsBetter);
