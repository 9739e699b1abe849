using GlGan.Faces;

namespace GlGan.Features;

/// <summary>68 landmarks of a face, and how far off each may be.</summary>
/// <param name="Landmarks">The landmarks, in pixels of the image.</param>
/// <param name="Errors">Expected distance of each from where it is, in sizes of the face (<see cref="FaceBox.Size"/>): larger where it is hidden.</param>
public sealed record LandmarkEstimate(FaceLandmarks68 Landmarks, IReadOnlyList<float> Errors);
