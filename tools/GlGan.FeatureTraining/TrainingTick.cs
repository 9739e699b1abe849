namespace GlGan.FeatureTraining;

/// <summary>How a training goes.</summary>
/// <param name="Images">Images seen.</param>
/// <param name="Elapsed">Time since the first step began.</param>
/// <param name="Losses">The mean of each loss since the last tick, by its name.</param>
internal sealed record TrainingTick(long Images, TimeSpan Elapsed, IReadOnlyDictionary<string, double> Losses);
