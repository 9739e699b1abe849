using GlGan.Generators;

namespace GlGan.Training;

/// <summary>The state of a training at a tick.</summary>
/// <param name="Phase">Name of the phase.</param>
/// <param name="Images">Images seen so far.</param>
/// <param name="TotalImages">Images of the whole plan.</param>
/// <param name="Steps">Steps made so far.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Remaining">Estimated time to the end.</param>
/// <param name="ImagesPerSecond">Speed since the last tick.</param>
/// <param name="LearningRateFactor">The schedule's factor.</param>
/// <param name="Losses">Mean of each loss since the last tick, unweighted, by name, and of what losses reported, as <c>LOSS/name</c>.</param>
/// <param name="Generator">The averaged generator in evaluation mode; borrowed, and valid only during the call.</param>
/// <param name="IsLast">Whether training ends with this tick.</param>
public sealed record TrainingTick(
    string Phase,
    long Images,
    long TotalImages,
    long Steps,
    TimeSpan Elapsed,
    TimeSpan Remaining,
    double ImagesPerSecond,
    double LearningRateFactor,
    IReadOnlyDictionary<string, double> Losses,
    FaceGenerator Generator,
    bool IsLast)
{
    /// <summary>What was measured at this tick, by name; empty at most ticks.</summary>
    public IReadOnlyDictionary<string, double> Scores { get; init; } = new Dictionary<string, double>();

    /// <summary>The tick in one line, as <see cref="TextObserver"/> writes it.</summary>
    public override string ToString() => TextObserver.Describe(this);
}
