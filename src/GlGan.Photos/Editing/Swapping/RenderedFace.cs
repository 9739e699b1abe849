using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Editing;

/// <summary>A face brought to its place in another photo.</summary>
/// <param name="Image">The face.</param>
/// <param name="Coverage">Where <paramref name="Image"/> shows the face: 1 well inside, falling to 0 towards its edge; of the same size.</param>
/// <param name="Face">Where its landmarks came to lie; <see langword="null"/> where they lie on those of the face that is replaced.</param>
public sealed record RenderedFace(ImageBuffer Image, ImageMask Coverage, DetectedFace? Face = null);
