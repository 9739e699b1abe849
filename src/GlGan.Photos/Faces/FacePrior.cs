using GlGan.Imaging;

namespace GlGan.Faces;

/// <summary>
/// What geometry alone makes of a photo: its face shown at the landmarks of the result, and how far that is to be trusted. Where neither mask has weight, the image is
/// a guess at most. <see cref="Priors.GeometricPrior"/> makes them.
/// </summary>
/// <param name="Image">The photo with the posed face over it, S×S pixels.</param>
/// <param name="Seen">How much of a pixel is face that the photo shows, in [0, 1].</param>
/// <param name="Mirrored">How much of it is the other half of the face, mirrored because the photo hides this one, in [0, 1].</param>
public sealed record FacePrior(ImageBuffer Image, ImageMask Seen, ImageMask Mirrored);
