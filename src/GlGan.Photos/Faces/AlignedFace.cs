using GlGan.Imaging;

namespace GlGan.Faces;

/// <summary>A face brought to a template.</summary>
/// <param name="Image">The aligned image, square.</param>
/// <param name="Landmarks">The face's landmarks in pixels of <paramref name="Image"/>: near the template's, not equal to them.</param>
/// <param name="Transform">Where a point of the original image lands in <paramref name="Image"/>; its inverse leads back.</param>
public sealed record AlignedFace(ImageBuffer Image, FaceLandmarks Landmarks, SimilarityTransform Transform)
{
    /// <summary>Image and landmarks, mirrored left to right if asked for.</summary>
    internal (ImageBuffer Image, FaceLandmarks Landmarks) View(bool mirrored) =>
        mirrored ? (ImageFilters.Mirror(Image), Landmarks.Mirror(Image.Width)) : (Image, Landmarks);
}
