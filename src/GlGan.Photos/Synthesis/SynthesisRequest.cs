using GlGan.Faces;
using GlGan.Imaging;

namespace GlGan.Synthesis;

/// <summary>A face to synthesise from.</summary>
/// <param name="Image">The photo that gives the global view: hair, skin, pose, light, background.</param>
/// <param name="Landmarks">Its landmarks, in pixels of the photo.</param>
public sealed record SynthesisRequest(ImageBuffer Image, FaceLandmarks Landmarks)
{
    /// <summary>Another photo to take the regions (eyes, nose, mouth) from; <see langword="null"/> takes them from <see cref="Image"/>.</summary>
    public ImageBuffer? LocalImage { get; init; }

    /// <summary>Landmarks of <see cref="LocalImage"/>; needed when it is given.</summary>
    public FaceLandmarks? LocalLandmarks { get; init; }
}
