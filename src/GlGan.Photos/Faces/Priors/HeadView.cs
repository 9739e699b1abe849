using GlGan.Imaging;

namespace GlGan.Faces.Priors;

/// <summary>A face shown at another place and under another pose.</summary>
/// <param name="Image">The canvas with the face on it, painted over without a soft edge.</param>
/// <param name="Coverage">Where it shows the face: 1 well inside, falling to 0 towards its edge; of the same size.</param>
/// <param name="Mirrored">How much of what it shows there is the other half of the face.</param>
internal sealed record HeadView(ImageBuffer Image, ImageMask Coverage, ImageMask Mirrored);
