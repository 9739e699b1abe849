namespace GlGan.FeatureTraining.Detection;

/// <summary>How a training of a detector goes.</summary>
/// <param name="Scenes">Scenes seen.</param>
/// <param name="Elapsed">Time since the first step began.</param>
/// <param name="Score">Mean loss of the scores since the last tick, per cell of a face.</param>
/// <param name="Place">Mean loss of the places since the last tick, in units of 52 pixels of a face of that size.</param>
internal sealed record DetectorTick(long Scenes, TimeSpan Elapsed, double Score, double Place);
