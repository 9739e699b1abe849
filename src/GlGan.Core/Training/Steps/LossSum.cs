namespace GlGan.Training;

/// <summary>A loss summed over some steps.</summary>
/// <param name="Sum">Sum, a float in the losses' own precision.</param>
/// <param name="Count">Number of steps.</param>
internal readonly record struct LossSum(float Sum, int Count);
