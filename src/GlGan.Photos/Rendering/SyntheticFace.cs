using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Rendering;

/// <summary>A rendered face.</summary>
/// <param name="Image">The image, square.</param>
/// <param name="Landmarks">Exact projections of the five landmarks in pixels; they may lie outside the image.</param>
/// <param name="Visibility">Which landmarks the head does not hide.</param>
public sealed record SyntheticFace(ImageBuffer Image, FaceLandmarks Landmarks, LandmarkVisibility Visibility)
{
    /// <summary>Exact projections of the 68 landmarks, as points of the head: what a turned head hides is where it would be seen through it.</summary>
    public required FaceLandmarks68 Contours { get; init; }

    /// <summary>What each pixel shows.</summary>
    public required FacePartMap Parts { get; init; }
}
