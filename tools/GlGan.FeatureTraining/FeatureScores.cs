
namespace GlGan.FeatureTraining;

/// <summary>How well a feature network does on probes of one kind.</summary>
/// <param name="Probes">What kind.</param>
/// <param name="Rank1">Share of probes whose nearest frontal view, by embedding, is their own person's.</param>
/// <param name="PixelRank1">The same by pixel distance.</param>
/// <param name="LandmarkError">
/// Mean distance of the landmarks that are seen from the true ones, as a share of the distance from eyes to mouth in the frontal view.
/// </param>
internal sealed record FeatureScores(string Probes, double Rank1, double PixelRank1, double LandmarkError);
