using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Rendering;

/// <summary>A rendered face.</summary>
/// <param name="Image">The image, square.</param>
/// <param name="Landmarks">Exact projections of the five landmarks in pixels; they may lie outside the image.</param>
/// <param name="Visibility">Which landmarks the head does not hide.</param>
public sealed record SyntheticFace(ImageBuffer Image, FaceLandmarks Landmarks, LandmarkVisibility Visibility);
