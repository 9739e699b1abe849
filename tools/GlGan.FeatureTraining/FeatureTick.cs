namespace GlGan.FeatureTraining;

/// <summary>How a training of a feature network goes.</summary>
/// <param name="Images">Images seen.</param>
/// <param name="Elapsed">Time since the first step began.</param>
/// <param name="Identity">Mean identity loss since the last tick.</param>
/// <param name="Landmarks">Mean landmark loss since the last tick: the mean distance along an axis, in half sides of the image.</param>
internal sealed record FeatureTick(long Images, TimeSpan Elapsed, double Identity, double Landmarks);
