using GlGan.Features;

namespace GlGan.Evaluation;

/// <summary>A network in whose last features two sets of images are compared, and what the Fréchet distance in it is called.</summary>
/// <param name="Name">Name in reports: <c>fid</c> for the Inception network of the FID's authors and for nothing else.</param>
/// <param name="Network">The network; borrowed.</param>
public sealed record FeatureSpace(string Name, IFeatureNetwork Network);
