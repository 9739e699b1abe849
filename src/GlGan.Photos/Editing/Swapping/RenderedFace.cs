using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>A face brought to its place in another photo.</summary>
/// <param name="Image">The face.</param>
/// <param name="Coverage">Where <paramref name="Image"/> shows the face: 1 well inside, falling to 0 towards its edge; of the same size.</param>
public sealed record RenderedFace(ImageBuffer Image, ImageMask Coverage);
